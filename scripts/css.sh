#!/bin/sh
# Compile static/src into static/css/veche.css and the component scripts into static/js/veche.js.
# Needs Node and npm, which set-up and running do not: the results are committed.
set -eu
cd "$(dirname "$0")/.."
tools="${VECHE_CSS_TOOLS:-out/css-tools}"
mkdir -p "$tools" static/css static/js
if [ ! -d "$tools/node_modules/govuk-frontend" ]; then
  npm install --silent --no-audit --no-fund --prefix "$tools" \
    sass@1 esbuild@0.25 govuk-frontend@6.6.0 @fontsource-variable/golos-text@5.3
fi
"$tools/node_modules/.bin/sass" --quiet-deps --no-source-map --no-charset --style=compressed \
  --load-path="$tools/node_modules" static/src/veche.scss static/css/veche.css
NODE_PATH="$tools/node_modules" "$tools/node_modules/.bin/esbuild" static/src/veche.mjs --bundle --format=esm --minify \
  --target=es2020 --log-level=warning --outfile=static/js/veche.js
"$tools/node_modules/.bin/esbuild" static/src/map.mjs --bundle --format=esm --minify --target=es2020 --log-level=warning \
  --outfile=static/js/map.js
for half in latin cyrillic; do
  cp "$tools/node_modules/@fontsource-variable/golos-text/files/golos-text-$half-wght-normal.woff2" \
    static/fonts/
done
wc -c static/css/veche.css static/js/veche.js static/js/map.js
