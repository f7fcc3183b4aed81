"""Makes the models beside it, which OnnxScoringTest opens: python models.py, with onnx==1.23.2."""

import pathlib

from onnx import TensorProto, checker, helper, numpy_helper, save
import numpy

HERE = pathlib.Path(__file__).parent
FEATURES = [("area", TensorProto.DOUBLE), ("garden", TensorProto.BOOL), ("district", TensorProto.STRING)]


def tensors(named, shape=("N", 1)):
    return [helper.make_tensor_value_info(name, kind, list(shape)) for name, kind in named]


def make(name, nodes, inputs, outputs, initializers=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, initializer=list(initializers))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    checker.check_model(model)
    save(model, HERE / f"{name}.onnx")


# area + garden as floats, from an integer garden, as a list under another name
make(
    "floats",
    [helper.make_node("Cast", ["garden"], ["flag"], to=TensorProto.FLOAT),
     helper.make_node("Add", ["area", "flag"], ["sum"]),
     helper.make_node("Reshape", ["sum", "list"], ["y"])],
    tensors([("area", TensorProto.FLOAT), ("garden", TensorProto.INT64), ("district", TensorProto.STRING)]),
    tensors([("y", TensorProto.FLOAT)], ["N"]),
    [numpy_helper.from_array(numpy.array([-1], dtype=numpy.int64), "list")],
)
# area + garden from a garden of floats, beside another output
make(
    "two-outputs",
    [helper.make_node("Add", ["area", "garden"], ["prediction"]), helper.make_node("Neg", ["area"], ["other"])],
    tensors([("area", TensorProto.FLOAT), ("garden", TensorProto.FLOAT), ("district", TensorProto.STRING)]),
    tensors([("other", TensorProto.FLOAT), ("prediction", TensorProto.FLOAT)]),
)
# NaN below 0, infinite at 0
make("logarithm", [helper.make_node("Log", ["area"], ["prediction"])],
     tensors(FEATURES), tensors([("prediction", TensorProto.DOUBLE)]))
# what skl2onnx makes where nobody says otherwise
make("matrix", [helper.make_node("ReduceSum", ["X", "axes"], ["variable"])],
     tensors([("X", TensorProto.FLOAT)], ["N", 3]), tensors([("variable", TensorProto.FLOAT)]),
     [numpy_helper.from_array(numpy.array([1], dtype=numpy.int64), "axes")])
# which of the two is it
make("neither", [helper.make_node("Neg", ["area"], ["one"]), helper.make_node("Abs", ["area"], ["two"])],
     tensors(FEATURES), tensors([("one", TensorProto.DOUBLE), ("two", TensorProto.DOUBLE)]))
# a class
make("texts", [helper.make_node("Identity", ["district"], ["prediction"])],
     tensors(FEATURES), tensors([("prediction", TensorProto.STRING)]))
# answers for rows with a garden alone
make("gardens", [helper.make_node("Reshape", ["garden", "list"], ["wanted"]),
                 helper.make_node("Compress", ["area", "wanted"], ["prediction"], axis=0)],
     tensors(FEATURES), tensors([("prediction", TensorProto.DOUBLE)]),
     [numpy_helper.from_array(numpy.array([-1], dtype=numpy.int64), "list")])
# the area of the row whose number is the area: there may be none
make("numbers", [helper.make_node("Cast", ["area"], ["number"], to=TensorProto.INT64),
                 helper.make_node("GatherElements", ["area", "number"], ["prediction"], axis=0)],
     tensors(FEATURES), tensors([("prediction", TensorProto.DOUBLE)]))
# false or true, the more surely the larger the area; Compress hides how many classes there are
for name, last in (("two-classes", helper.make_node("Identity", ["both"], ["probabilities"])),
                   ("some-classes", helper.make_node("Compress", ["both", "all"], ["probabilities"], axis=1))):
    make(name,
         [helper.make_node("Sigmoid", ["area"], ["yes"]), helper.make_node("Sub", ["one", "yes"], ["no"]),
          helper.make_node("Concat", ["no", "yes"], ["both"], axis=1), last],
         tensors(FEATURES), tensors([("probabilities", TensorProto.DOUBLE)], ["N", 2 if name == "two-classes" else "K"]),
         [numpy_helper.from_array(numpy.array([[1.0]]), "one"), numpy_helper.from_array(numpy.array([True, True]), "all")])
# of three classes, in floats, beside the most probable one
make("three-classes",
     [helper.make_node("Cast", ["area"], ["a"], to=TensorProto.FLOAT), helper.make_node("Neg", ["a"], ["b"]),
      helper.make_node("Add", ["a", "b"], ["c"]), helper.make_node("Concat", ["a", "b", "c"], ["all"], axis=1),
      helper.make_node("Softmax", ["all"], ["probabilities"], axis=1),
      helper.make_node("ArgMax", ["probabilities"], ["class"], axis=1)],
     tensors(FEATURES), tensors([("class", TensorProto.INT64)]) + tensors([("probabilities", TensorProto.FLOAT)], ["N", 3]))
# the area twice, which is no probability but where it is a half
make("no-probabilities", [helper.make_node("Concat", ["area", "area"], ["probabilities"], axis=1)],
     tensors(FEATURES), tensors([("probabilities", TensorProto.DOUBLE)], ["N", 2]))
