#!/bin/sh
# Builds docs/assets/vega.js and its licences, or into the folder that is named: sh scripts/runtime/build.sh [FOLDER]
# Needs Node 18 or later and npm. The packages go to .cache, so that the project's folders stay as they are.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "${1:-$here/../../docs/assets}" && pwd)
work=$here/../../.cache/runtime
mkdir -p "$work"
cp "$here"/*.js* "$here"/*.mjs "$here"/.npmrc "$work"
cd "$work"
npm ci --silent
node build.mjs "$folder"
