"""Writes figures.csv: made-up answers of classifiers, and what scikit-learn says of them.
Run: python figures.py > figures.csv, with scikit-learn==1.9.1. A figure that it cannot tell is left out."""

import warnings

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve
from sklearn.preprocessing import label_binarize

warnings.simplefilter("ignore")
rng = np.random.default_rng(11)


def answers(n, k, skill):
    y = rng.integers(0, k, n)
    raw = rng.gamma(1.0, 1.0, (n, k))
    raw[np.arange(n), y] += skill
    return y, raw / raw.sum(axis=1, keepdims=True)


def calibration_error(hits, confidence):
    """Of bins that hold rows: |observed - said|, weighted by rows."""
    observed, said = calibration_curve(hits, confidence, n_bins=10, strategy="uniform")
    edges = np.linspace(0, 1, 11)
    rows = np.bincount(np.searchsorted(edges[1:-1], confidence), minlength=10)
    return (np.abs(observed - said) * rows[rows > 0]).sum() / len(confidence)


def binary(y, p):
    said, guess = p[:, 1], p.argmax(axis=1)
    figures = common(y, p, guess)
    figures["precision"] = metrics.precision_score(y, guess, zero_division=0)
    figures["recall"] = metrics.recall_score(y, guess, zero_division=0)
    figures["f1"] = metrics.f1_score(y, guess, zero_division=0)
    if 0 < y.sum() < len(y):
        figures["roc-auc"] = metrics.roc_auc_score(y, said)
    if y.sum() > 0:
        figures["pr-auc"] = metrics.average_precision_score(y, said)
    figures["brier"] = metrics.brier_score_loss(y, said, pos_label=1)
    figures["calibration-error"] = calibration_error(y, said)
    return figures


def several(y, p):
    guess, k = p.argmax(axis=1), p.shape[1]
    figures = common(y, p, guess)
    figures["precision"] = metrics.precision_score(y, guess, average="macro", zero_division=0)
    figures["recall"] = metrics.recall_score(y, guess, average="macro", zero_division=0)
    figures["f1"] = metrics.f1_score(y, guess, average="macro", zero_division=0)
    there = [c for c in range(k) if 0 < (y == c).sum() < len(y)]
    one = label_binarize(y, classes=range(k))
    if there:
        figures["roc-auc"] = np.mean([metrics.roc_auc_score(one[:, c], p[:, c]) for c in there])
        if len(there) == k:
            whole = metrics.roc_auc_score(y, p, multi_class="ovr", average="macro")
            assert abs(whole - figures["roc-auc"]) < 1e-12
    figures["pr-auc"] = np.mean([metrics.average_precision_score(one[:, c], p[:, c])
                                 for c in range(k) if (y == c).any()])
    figures["brier"] = metrics.brier_score_loss(y, p, labels=range(k))
    figures["calibration-error"] = calibration_error(guess == y, p.max(axis=1))
    return figures


def common(y, p, guess):
    return {
        "accuracy": metrics.accuracy_score(y, guess),
        "balanced-accuracy": metrics.balanced_accuracy_score(y, guess),
        "log-loss": metrics.log_loss(y, p, labels=range(p.shape[1])),
    }


def show(name, y, p):
    print("answers", name, p.shape[1], sep=",")
    for label, row in zip(y, p):
        print("row", label, *(repr(float(v)) for v in row), sep=",")
    for word, figure in sorted((binary if p.shape[1] == 2 else several)(y, p).items()):
        print("figure", word, repr(float(figure)), sep=",")


def halves(p):
    """Eighths: many ties, and sums that are 1 to the last bit."""
    rough = np.floor(p * 8) / 8
    rough[:, 0] += 1 - rough.sum(axis=1)
    return rough


y, p = answers(60, 2, 0.7)
show("a binary", y, p)
show("a binary with ties", y, halves(p))
show("a binary that is sure", y, np.where(p > 0.5, 1.0, 0.0))
show("a binary of one class", np.ones(60, dtype=int), p)
show("a binary of the other class", np.zeros(60, dtype=int), p)
show("a binary that says true never", y, np.tile([0.75, 0.25], (60, 1)))
y, p = answers(60, 4, 1.5)
show("four classes", y, p)
show("four classes with ties", y, halves(p))
show("four classes, one of which no row is of", np.where(y == 2, 3, y), p)
show("four classes of one", np.full(60, 1), p)
y, p = answers(60, 3, 0.1)
show("three classes that hardly are told apart", y, p)
