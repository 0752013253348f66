#!/bin/sh
# demo.sh PROGRAM OUT - render the sample client in every format there is.
set -eu
program=$1
out=$2
mkdir -p "$out"

render() {
    start=$(date +%s%N)
    "$program" --template "$1" --agency "$2" samples/client.json -o "$out/$3"
    end=$(date +%s%N)
    size=$(wc -c < "$out/$3")
    printf '  %-28s %4d ms  %4d KB\n' "$out/$3" \
        $(((end - start) / 1000000)) $(((size + 512) / 1024))
}

echo "rendered samples/client.json:"
render quarterly neutral acme.pdf
render quarterly northwind acme-northwind.pdf
render quarterly neutral acme.docx
render monthly neutral acme-monthly.pdf
render monthly neutral acme-monthly.docx
render quarterly-deck neutral acme.pptx
render quarterly-deck neutral acme-slides.pdf
render monthly-deck northwind acme-monthly.pptx
