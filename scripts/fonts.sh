#!/usr/bin/env bash
# Cut Fira Sans (as the KERN package ships it) down to the letters the portal needs.
# Needs `pip install fonttools brotli` and an earlier run of scripts/css.sh; rarely necessary.
set -euo pipefail
cd "$(dirname "$0")/.."
source=styles/node_modules/@kern-ux/native/dist/fonts/fira-sans
latin=U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2002,U+2009,U+200A,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,U+203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2197,U+2212,U+2264,U+2265
extended=U+0100-0130,U+0132-0151,U+0154-017F,U+0218-021B,U+1E9E
for cut in Regular:400 SemiBold:600; do
    name=${cut%%:*} weight=${cut##*:}
    pyftsubset "$source/FiraSans-$name.woff2" --unicodes="$latin" --flavor=woff2 --no-hinting \
        --layout-features=kern,liga,calt,tnum,lnum,ccmp,locl,mark --output-file="static/fonts/fira-sans-$weight.woff2"
    pyftsubset "$source/FiraSans-$name.woff2" --unicodes="$extended" --flavor=woff2 --no-hinting \
        --layout-features=kern,ccmp,locl,mark --output-file="static/fonts/fira-sans-ext-$weight.woff2"
done
