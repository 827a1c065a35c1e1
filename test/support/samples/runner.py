# Runs Python samples, one for each line of JSON that comes in, and tells what each has printed.
import json
import os
import sys

for line in sys.stdin:
    printed, error = [], None
    try:
        exec(json.loads(line), {"print": lambda value, **_: printed.append(value)})
    except Exception as thrown:
        error = repr(thrown)
    if os.path.exists("download"):
        printed.append({"downloaded": os.path.getsize("download")})
        os.remove("download")
    print(json.dumps({"error": error, "printed": printed[0] if printed else None}), flush=True)
