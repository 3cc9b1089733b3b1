#!/bin/sh
# Double-click, or run: sh start.sh
cd "$(dirname "$0")" || exit 1
for python in python3 python; do
  if command -v "$python" >/dev/null 2>&1; then exec "$python" start.py "$@"; fi
done
echo "Python was not found on this computer. You can read the book all the same: open index.html."
echo "The browser lab needs Python 3.8 or newer."
exit 1
