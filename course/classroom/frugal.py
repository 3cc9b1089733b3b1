"""Environment of programs of which many run on few processors."""

from __future__ import annotations

#: For every program of a classroom. Without it, the C library keeps the memory of large messages once it had it, and
#: a heap for each thread.
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "262144", "MALLOC_TRIM_THRESHOLD_": "131072"}
#: One thread for each kernel's arithmetic: 40 kernels share the processors already.
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
