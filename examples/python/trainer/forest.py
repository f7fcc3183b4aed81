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
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

TENSORS = {"numeric": DoubleTensorType, "boolean": BooleanTensorType, "categorical": StringTensorType}


def progress(share, message):
    print(json.dumps({"progress": share, "message": message}), flush=True)


def estimator(task, hyperparameters, seed):
    """Make it yours: what learns. The same seed must make the same model."""
    forest = RandomForestRegressor if task == "regression" else RandomForestClassifier
    return forest(**{"n_estimators": 100, "min_samples_leaf": 2, **hyperparameters}, random_state=seed)


def classes(label):
    """In the order of the probabilities that Headrace expects; none: a number is to be told."""
    return {"numeric": [], "boolean": [False, True], "categorical": label.get("values")}[label["type"]]


def pipeline(features, learner):
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
    return make_pipeline(ColumnTransformer(steps), learner)


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
    label = table.column(request["label"]["column"])
    if request["task"] == "regression":
        return columns, label.to_numpy()
    return columns, numpy.array([classes(request["label"]).index(value) for value in label.to_pylist()], dtype=int)


def matrix(columns):
    """What scikit-learn takes: one array, of objects since the columns are of several types."""
    return numpy.array(columns, dtype=object).T


def convert(model, features, number_of_classes):
    """One input per column, named like it; one output of doubles, `prediction` or `probabilities`. Equal models have
    equal bytes."""
    names = {f"column{at}": feature["column"] for at, feature in enumerate(features)}
    inputs = [(name, TENSORS[feature["type"]]([None, 1])) for name, feature in zip(names, features)]
    options = {id(model): {"zipmap": False}} if number_of_classes else None
    converted = skl2onnx.convert_sklearn(model, name="forest", initial_types=inputs, options=options)
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
    if number_of_classes:  # the first output is the class
        output, answer, width = "probabilities", spread(model, graph, number_of_classes), number_of_classes
    else:
        output, answer, width = "prediction", graph.output[0].name, 1
    graph.node.append(onnx.helper.make_node("Cast", [answer], [output], to=double))
    del graph.output[:]
    graph.output.append(onnx.helper.make_tensor_value_info(output, double, [None, width]))
    onnx.checker.check_model(converted)
    return converted.SerializeToString(deterministic=True)


def spread(model, graph, number_of_classes):
    """A forest has seen some of the declared classes; the probability of each other one is 0."""
    places = numpy.zeros((len(model.classes_), number_of_classes), dtype=numpy.float32)
    places[numpy.arange(len(model.classes_)), model.classes_] = 1
    graph.initializer.append(onnx.numpy_helper.from_array(places, "forest/places"))
    graph.node.append(onnx.helper.make_node("MatMul", [graph.output[1].name, "forest/places"], ["forest/spread"]))
    return "forest/spread"


def expected(model, columns, number_of_classes):
    """What scikit-learn says of rows: N numbers, or N rows of probabilities."""
    if not number_of_classes:
        return model.predict(matrix(columns))
    probabilities = numpy.zeros((len(columns[0]), number_of_classes))
    probabilities[:, model.classes_] = model.predict_proba(matrix(columns))
    return probabilities


def answers(model, features, columns):
    """What the ONNX model says of them."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    answer = session.run(None, {
        feature["column"]: column.reshape(-1, 1) for feature, column in zip(features, columns)})[0]
    return answer.ravel() if answer.shape[1] == 1 else answer


def measure(told, label, number_of_classes):
    """Of the test rows, for people: Headrace measures the model itself."""
    if len(label) == 0:
        return {}
    if number_of_classes:
        return {"log_loss": float(log_loss(label, told, labels=range(number_of_classes)))}
    return {"rmse": float(numpy.sqrt(numpy.mean((told - label) ** 2)))}


def main(folder):
    request = json.loads((folder / "request.json").read_text())
    if request["format_version"] != 2:
        sys.exit(f"a request of format 2 is read here, not {request['format_version']}")
    features, number_of_classes = request["features"], len(classes(request["label"]))
    progress(0.0, f"reading {request['train_rows']} rows")
    columns, label = read(folder, request["files"]["train"], request)
    progress(0.1, "training")
    learner = estimator(request["task"], request["hyperparameters"], request["seed"])
    model = pipeline(features, learner).fit(matrix(columns), label)
    progress(0.8, "converting")
    bytes_of_model = convert(model, features, number_of_classes)
    progress(0.9, "comparing with ONNX Runtime")
    columns, label = read(folder, request["files"]["test"], request)
    told = expected(model, columns, number_of_classes)
    difference = numpy.abs(answers(bytes_of_model, features, columns) - told)
    difference = float((difference / numpy.maximum(1, numpy.abs(told))).max(initial=0))
    if difference > 1e-4:
        sys.exit(f"the model as ONNX answers otherwise: by {difference:.2g} of the prediction")
    (folder / "model.onnx").write_bytes(bytes_of_model)
    (folder / "result.json").write_text(json.dumps({
        "trainer": "forest.py 2",
        "libraries": {"python": platform.python_version(), "scikit-learn": sklearn.__version__,
                      "skl2onnx": skl2onnx.__version__, "numpy": numpy.__version__},
        "repeatable": True,
        "metrics": {**measure(told, label, number_of_classes), "onnx_difference": difference},
    }))
    progress(1.0, "done")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
