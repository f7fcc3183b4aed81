"""A random forest of scikit-learn as an external trainer of Headrace.

    python forest.py FOLDER

reads FOLDER/request.json and the rows beside it, and leaves model.onnx and result.json there. Make it yours where it
says so; the rest is the same for every estimator that skl2onnx can convert.
"""

import json
import pathlib
import platform
import sys

import numpy
import onnx
import onnxruntime
import pyarrow.parquet
import skl2onnx
import sklearn
from skl2onnx.common.data_types import BooleanTensorType, DoubleTensorType, StringTensorType
from skl2onnx.sklapi import CastTransformer
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

TENSORS = {"numeric": DoubleTensorType, "boolean": BooleanTensorType, "categorical": StringTensorType}


def progress(share, message):
    print(json.dumps({"progress": share, "message": message}), flush=True)


def estimator(hyperparameters, seed):
    """Make it yours: what learns. The same seed must make the same model."""
    return RandomForestRegressor(**{"n_estimators": 100, "min_samples_leaf": 2, **hyperparameters}, random_state=seed)


def pipeline(features, hyperparameters, seed):
    """Raw columns in, numbers out: a categorical becomes a column for each declared value, a null number the median."""
    numbers = [at for at, feature in enumerate(features) if feature["type"] == "numeric"]
    flags = [at for at, feature in enumerate(features) if feature["type"] == "boolean"]
    floats = CastTransformer(dtype=numpy.float32)
    steps = [("numbers", make_pipeline(floats, SimpleImputer(strategy="median")), numbers), ("flags", floats, flags)]
    for at, feature in enumerate(features):
        if feature["type"] == "categorical":
            one_hot = OneHotEncoder(categories=[feature["values"]], handle_unknown="ignore", dtype=numpy.float32,
                                    sparse_output=False)
            steps.append((f"texts {at}", one_hot, [at]))
    steps = [step for step in steps if step[2]]
    return make_pipeline(ColumnTransformer(steps), estimator(hyperparameters, seed))


def read(folder, file, request):
    """The columns as the model will be asked for them, and the label."""
    table = pyarrow.parquet.read_table(folder / file["parquet"])
    columns = []
    for feature in request["features"]:
        column = table.column(feature["column"])
        if feature["type"] == "numeric":
            columns.append(column.to_numpy().astype(numpy.float64))  # a null is NaN
        elif feature["type"] == "boolean":
            columns.append(column.fill_null(False).to_numpy().astype(bool))
        else:
            columns.append(column.fill_null("").to_numpy().astype(object))
    return columns, table.column(request["label"]).to_numpy()


def matrix(columns):
    """What scikit-learn takes: one array, of objects since the columns are of several types."""
    return numpy.array(columns, dtype=object).T


def convert(model, features):
    """One input per column, named like it; one output `prediction`, of doubles. Equal models have equal bytes."""
    names = {f"column{at}": feature["column"] for at, feature in enumerate(features)}
    inputs = [(name, TENSORS[feature["type"]]([None, 1])) for name, feature in zip(names, features)]
    converted = skl2onnx.convert_sklearn(model, name="forest", initial_types=inputs)
    graph = converted.graph
    # skl2onnx allows no blanks in names; what lies between gets names that no column has.
    for node in graph.node:
        node.input[:] = [names.get(name, "forest/" + name) if name else "" for name in node.input]
        node.output[:] = ["forest/" + name for name in node.output]
    for value in [*graph.input, *graph.initializer, *graph.output]:
        value.name = names.get(value.name, "forest/" + value.name)
    del graph.value_info[:]
    converted.opset_import.sort(key=lambda opset: opset.domain)  # skl2onnx lists them in the order of a set
    double = onnx.TensorProto.DOUBLE
    graph.node.append(onnx.helper.make_node("Cast", [graph.output[0].name], ["prediction"], to=double))
    graph.output[0].CopyFrom(onnx.helper.make_tensor_value_info("prediction", double, [None, 1]))
    onnx.checker.check_model(converted)
    return converted.SerializeToString(deterministic=True)


def answers(model, features, columns):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(["prediction"], {
        feature["column"]: column.reshape(-1, 1) for feature, column in zip(features, columns)})[0].ravel()


def main(folder):
    request = json.loads((folder / "request.json").read_text())
    features = request["features"]
    progress(0.0, f"reading {request['train_rows']} rows")
    columns, label = read(folder, request["files"]["train"], request)
    progress(0.1, "training")
    model = pipeline(features, request["hyperparameters"], request["seed"]).fit(matrix(columns), label)
    progress(0.8, "converting")
    bytes_of_model = convert(model, features)
    progress(0.9, "comparing with ONNX Runtime")
    columns, label = read(folder, request["files"]["test"], request)
    expected = model.predict(matrix(columns))
    difference = numpy.abs(answers(bytes_of_model, features, columns) - expected)
    difference = float((difference / numpy.maximum(1, numpy.abs(expected))).max(initial=0))
    if difference > 1e-4:
        sys.exit(f"the model as ONNX answers otherwise: by {difference:.2g} of the prediction")
    (folder / "model.onnx").write_bytes(bytes_of_model)
    (folder / "result.json").write_text(json.dumps({
        "trainer": "forest.py 1",
        "libraries": {"python": platform.python_version(), "scikit-learn": sklearn.__version__,
                      "skl2onnx": skl2onnx.__version__, "numpy": numpy.__version__},
        "repeatable": True,
        "metrics": {"rmse": float(numpy.sqrt(numpy.mean((expected - label) ** 2))),
                    "onnx_difference": difference},
    }))
    progress(1.0, "done")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
