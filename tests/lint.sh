#!/bin/sh
# lint.sh - what can be said of the source without running it.
cd "$(dirname "$0")/.." || exit 2
failed=0

step() {
    printf '%-34s' "$1"
    shift
    if output=$("$@" 2>&1); then
        echo ok
    else
        echo FAILED
        printf '%s\n' "$output" | head -n 40
        failed=1
    fi
}

sources() {
    git ls-files 'src/*.[ch]' 'src/**/*.[ch]' 'include/*.h'
}

# Every formatting choice is the tool's.
formatted() {
    clang-format --version | grep -q 'version 14' || return 0 # another opinion
    sources | xargs clang-format --dry-run --Werror
}

# Text without lengths, the process's locale, memory outside base/.
banned() {
    ! sources | xargs grep -nE \
        '\b(sprintf|vsprintf|strcpy|strcat|strncpy|strncat|strtok|atoi|atol|atof|gets|setlocale|alloca)\(' &&
    ! sources | grep -v '^src/base/' | xargs grep -nE '(^|[^_a-z])(malloc|calloc|realloc)\('
}

# A file of more lines than this is a room that wants dividing.
short_files() {
    ! sources | xargs wc -l | awk '$2 != "total" && $1 > 800 { print $2 ": " $1 " lines"; bad = 1 } END { exit !bad }'
}

# Each header can be the first one included.
headers_alone() {
    for h in $(git ls-files 'src/*.h' 'src/**/*.h' 'include/*.h'); do
        printf '#include "%s"\n' "${h#src/}" |
            cc -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Isrc -Iinclude -I. \
                $(pkg-config --cflags icu-uc harfbuzz yaml-0.1 libxml-2.0) \
                -fsyntax-only -x c - || return 1
    done
}

checked() {
    sources | grep '\.c$' | xargs cppcheck --quiet --std=c11 --language=c \
        --enable=warning,portability --inline-suppr -Isrc -D_GNU_SOURCE \
        --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches \
        --suppress=unknownMacro --error-exitcode=1 -j2
}

# Every option of the program stands in the manual page, and none other does.
documented() {
    for option in $(sed -n 's/^ *{ "\([a-z-]*\)", \(no\|required\|optional\)_argument.*/\1/p' src/app/options.c); do
        grep -q -- "\\\\-\\\\-$option" docs/reportgen.1 ||
            { echo "docs/reportgen.1 does not know --$option"; return 1; }
    done
}

step 'layers' sh tests/layers.sh
step 'formatting' formatted
step 'banned functions' banned
step 'length of files' short_files
step 'headers stand alone' headers_alone
step 'static checks' checked
step 'options are documented' documented
exit $failed
