"""Writes ridge.csv: made-up houses, and what numpy says about them. Run: python ridge.py > ridge.csv"""
import numpy as np

rng = np.random.default_rng(7)
n, test = 60, 20
x = np.column_stack([
    rng.normal(90, 25, n).round(1),
    rng.integers(1, 7, n).astype(float),
    rng.integers(0, 2, n).astype(float),
    rng.normal(-3, 1e-3, n),
    rng.normal(2e6, 4e5, n),
])
y = (x @ np.array([2500.0, 8000.0, 15000.0, 1e6, 0.02]) + 40000 + rng.normal(0, 5000, n)).round(2)
train, held = slice(0, n - test), slice(n - test, n)
means, mean = x[train].mean(axis=0), y[train].mean()
xc, yc = x[train] - means, y[train] - mean


def show(kind, l2):
    # The penalty as rows of their own: no normal equations, so no squared condition.
    rows = np.vstack([xc, np.sqrt(l2) * np.eye(5)])
    b = np.linalg.lstsq(rows, np.append(yc, np.zeros(5)), rcond=None)[0]
    b0 = mean - means @ b
    e = x[held] @ b + b0 - y[held]
    sst = ((y[held] - y[held].mean()) ** 2).sum()
    figures = [l2, b0, *b, np.sqrt((e**2).mean()), 1 - (e**2).sum() / sst, e.mean()]
    print(kind, *(repr(float(v)) for v in figures), sep=",")


for i in range(n):
    print("train" if i < n - test else "test", *(repr(float(v)) for v in [*x[i], y[i]]), sep=",")
show("fit", 0.0)
show("fit", 2.5)
