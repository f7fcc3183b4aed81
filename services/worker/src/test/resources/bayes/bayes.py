"""Writes rows.csv: made-up rows, and what scikit-learn's Gaussian naive Bayes of their training rows answers for each.
Run: python bayes.py > rows.csv, with scikit-learn==1.9.1. A null is an empty cell."""

import numpy as np
from sklearn.naive_bayes import GaussianNB

VAR_SMOOTHING = 1e-6
DISTRICTS = ["north", "east", "süd"]
rng = np.random.default_rng(31)
n = 400

test = np.arange(n) % 5 == 0
area = rng.normal(120, 40, n)
rooms = np.where(rng.random(n) < 0.15, np.nan, rng.integers(1, 9, n))
floor = np.where(rng.random(n) < 0.1, np.nan, rng.integers(0, 5, n))
garden = np.where(rng.random(n) < 0.1, np.nan, rng.integers(0, 2, n))
district = rng.choice(DISTRICTS + ["elsewhere", ""], n)

known = np.nan_to_num(rooms, nan=3)
dear = (area - 120) / 40 + known / 4 + (district == "east") + rng.normal(0, 1, n) > 1.5
pull = (area - 120) / 40 + rng.normal(0, 1, n)
style = np.where(pull < -0.5, "small", np.where(np.nan_to_num(garden) > 0, "green", "grey"))

filled = np.where(np.isnan(rooms), rooms[~test & ~np.isnan(rooms)].mean(), rooms)
x = np.column_stack(
    [area, filled, np.isnan(rooms), np.nan_to_num(floor, nan=-1.5), np.nan_to_num(garden, nan=1)]
    + [district == value for value in DISTRICTS]
).astype(float)


def answers(y):
    fitted = GaussianNB(var_smoothing=VAR_SMOOTHING).fit(x[~test], y[~test])
    return fitted.classes_, fitted.predict_proba(x)


classes, of_dear = answers(dear)
assert list(classes) == [False, True]
classes, of_style = answers(style)
assert list(classes) == ["green", "grey", "small"]


def cell(number):
    return "" if np.isnan(number) else repr(float(number))


print("test,area,rooms,floor,garden,district,dear,style,p-true,p-green,p-grey,p-small")
for i in range(n):
    print(",".join(
        [str(test[i]), cell(area[i]), cell(rooms[i]), cell(floor[i]), cell(garden[i]), district[i],
         str(dear[i]), style[i], repr(float(of_dear[i, 1]))] + [repr(float(p)) for p in of_style[i]]))
