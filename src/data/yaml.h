/*
 * yaml.h - the inside of the YAML reader.  Private to data.
 *
 * libyaml finds the structure; what a plain scalar means (the core schema of
 * YAML 1.2), aliases, repeated keys and limits are decided here.
 */
#ifndef REPORTGEN_DATA_YAML_H
#define REPORTGEN_DATA_YAML_H

#include "data/data.h"

#include <yaml.h>

/* An open list or map, with what it costs to use it again by an alias. */
typedef struct {
    bool is_map;
    bool is_flow;
    bool has_key; /* the last member still waits for its value */
    uint32_t start;
    uint32_t end;       /* of the last child */
    size_t first_child; /* on the stack of its kind */
    size_t value_count; /* values inside, all levels */
    size_t height;      /* levels inside */
    Str anchor;
} YamlFrame;

/* A finished value; its size counts again for every alias. */
typedef struct {
    Value value;
    size_t value_count;
    size_t height;
} YamlNode;

typedef struct {
    Env *env;
    const Source *src;
    Buf values;  /* of Value */
    Buf members; /* of Member */
    Arena *scratch;
    LIST(YamlFrame) frames;
    Map anchors;            /* to YamlNode */
    const uint32_t *places; /* see yaml_place.c; NULL if all is ASCII */
    size_t value_count;
    bool has_fault; /* something was reported; reading may go on */
    bool has_root;
    Value root;
} Yaml;

/* libyaml counts characters; we count bytes. */
void yaml_places_init(Yaml *y);
size_t yaml_place(const Yaml *y, yaml_mark_t mark);

/* What a plain scalar means.  Faults are reported and leave null. */
Value yaml_plain(Yaml *y, Str text, Span at);

/* Reports at bytes [start, end) and returns false. */
bool yaml_fault(Yaml *y, size_t start, size_t end, const char *message,
                const char *hint);
/* Turns what libyaml had to say into a report. */
void yaml_fault_of_library(Yaml *y, const yaml_parser_t *parser);
/* Whether unquoted template code starts at `i`, and says so if it does. */
bool yaml_fault_template(Yaml *y, size_t i);

#endif
