#!/bin/sh
# layers.sh - fail if a source file includes a folder above its own, or a
# library that belongs to another folder.  The rules are in layers.txt.
cd "$(dirname "$0")/.." || exit 2

grep -rn '^#include' src --include='*.[ch]' |
awk -v rules=tests/layers.txt '
BEGIN {
    while ((getline line < rules) > 0) {
        if (line ~ /^#/ || line == "") continue
        split(line, side, "|")
        name = side[1]; sub(/:.*/, "", name)
        deps = side[1]; sub(/^[^:]*:/, "", deps)
        may[name] = " " deps " " name " "
        n = split(side[2], headers, " ")
        for (i = 1; i <= n; i++)
            owners[headers[i]] = owners[headers[i]] " " name " "
    }
}
{
    split($0, part, ":")
    where = part[1] ":" part[2]
    split(part[1], dir, "/")
    from = dir[2]
    what = $0; sub(/^[^"<]*["<]/, "", what); sub(/[">].*/, "", what)
    if (!(from in may)) { bad = bad where ": layers.txt does not know " from "\n"; next }
    if ($0 ~ /</) {
        for (lib in owners)
            if (index(what, lib) == 1 && index(owners[lib], " " from " ") == 0)
                bad = bad where ": <" what "> belongs to" owners[lib] "\n"
        next
    }
    if (what == "reportgen.h") to = "app"
    else if (what ~ /\//) { to = what; sub(/\/.*/, "", to) }
    else to = from
    if (may[from] !~ /\*/ && index(may[from], " " to " ") == 0)
        bad = bad where ": " from " may not include " to "\n"
}
END { printf "%s", bad; exit bad != "" }'
