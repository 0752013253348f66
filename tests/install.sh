#!/bin/sh
# install.sh GROUP... - install the Debian or Ubuntu packages that are missing.
# Groups: build, test, lint, conformance, fuzz.
set -eu

packages_of() {
    case $1 in
    build)
        echo gcc libc6-dev make pkg-config libharfbuzz-dev libyaml-dev \
            libicu-dev libpng-dev libjpeg-dev libxml2-dev libdeflate-dev \
            libhyphen-dev libhpdf-dev libcmark-gfm-dev \
            libcmark-gfm-extensions-dev libzip-dev fonts-noto-core \
            fonts-crosextra-carlito hyphen-en-us hyphen-en-gb hyphen-de \
            hyphen-fr hyphen-es ;;
    test)
        echo python3 python3-jinja2 libcmocka-dev qpdf poppler-utils \
            fonts-noto-mono fonts-dejavu-core ;;
    lint)
        echo clang-format cppcheck git ;;
    conformance)
        echo maven default-jre-headless npm libreoffice-writer-nogui libreoffice-impress-nogui \
            python3-docx python3-venv libxml2-utils ;;
    fuzz)
        echo clang
        # the sanitizers' runtime is a package of its own in newer releases
        if apt-cache show libclang-rt-dev >/dev/null 2>&1; then
            echo libclang-rt-dev
        fi ;;
    *)
        echo "install.sh: unknown group '$1'" >&2
        exit 2 ;;
    esac
}

missing=
for group in "$@"; do
    for package in $(packages_of "$group"); do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$state" = installed ] && continue
        # a tool that is there already, however it came, is good enough
        case $package in
        gcc | make | maven | npm | python3 | clang | git)
            tool=$package
            [ "$package" = maven ] && tool=mvn
            command -v "$tool" >/dev/null 2>&1 && [ "$package" != python3 ] && continue ;;
        libreoffice-writer-nogui)
            command -v soffice >/dev/null 2>&1 && continue ;;
        libreoffice-impress-nogui)
            [ -e /usr/lib/libreoffice/program/libsdlo.so ] && continue ;;
        default-jre-headless)
            command -v java >/dev/null 2>&1 && continue ;;
        esac
        missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0

echo "installing:$missing"
as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends $missing >/dev/null
