#!/bin/sh
# run.sh BUILD SECONDS - each fuzz target for SECONDS, with libFuzzer.
set -eu
build=$1
seconds=$2
cd "$(dirname "$0")/../.."
mkdir -p "$build"

sanitize="-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined"
flags="-std=c11 -D_GNU_SOURCE -O1 -g $sanitize -Isrc -Iinclude"
packages="harfbuzz harfbuzz-subset yaml-0.1 icu-uc icu-i18n libpng libjpeg libxml-2.0 libdeflate libzip"
make -s -j2 CC=clang BUILD="$build" OPT="-O1 -g $sanitize" \
    WARN= "$build/libreportgen.a"

failed=0
for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c)
    # shellcheck disable=SC2086,SC2046
    clang $flags $(pkg-config --cflags $packages) -fsanitize=fuzzer "$source" \
        "$build/libreportgen.a" $(pkg-config --libs $packages) -lhyphen -lhpdf \
        -lcmark-gfm -lcmark-gfm-extensions -lm -o "$build/$name"
    corpus=$build/corpus-$name
    mkdir -p "$corpus"
    case $name in
    fuzz_json) seeds=tests/json ;;
    fuzz_csv) seeds=tests/csv ;;
    fuzz_yaml | fuzz_template) seeds=templates ;;
    *) seeds=samples ;;
    esac
    if [ "$name" = fuzz_office ]; then
        python3 tests/fuzz/office_seeds.py "$corpus"
    else
        find $seeds -maxdepth 2 -type f -size -40k -exec cp {} "$corpus" \;
    fi
    echo "== $name for $seconds s"
    "$build/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$build/$name-" "$corpus" 2>&1 |
        grep -E 'stat::number_of_executed|SUMMARY|ERROR' || failed=1
    ls "$build/$name"-crash-* "$build/$name"-timeout-* 2>/dev/null && failed=1
done
exit $failed
