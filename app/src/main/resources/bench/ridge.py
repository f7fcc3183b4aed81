# Times the fit of scikit-learn's Ridge, and nothing else: ROWS FEATURES L2 TURNS.
import statistics
import sys
import time

try:
    import numpy
    import sklearn
    from sklearn.linear_model import Ridge
except ImportError as missing:
    print("absent", missing)
    sys.exit()

print("version", sklearn.__version__, flush=True)
rows, features, turns = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[4])
random = numpy.random.default_rng(1)


def seconds(x, y):
    model = Ridge(alpha=float(sys.argv[3]))
    began = time.perf_counter()
    model.fit(x, y)
    return time.perf_counter() - began


def drawn(count):
    x = random.standard_normal((count, features))
    return x, x @ numpy.arange(1, features + 1) + random.standard_normal(count)


seconds(*drawn(1000))  # its libraries are loaded by now
x, y = drawn(rows)
print("seconds", statistics.median(seconds(x, y) for _ in range(turns)))
