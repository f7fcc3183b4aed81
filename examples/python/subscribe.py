"""Prints each model of a pipeline as it goes into production, one line of JSON each; {"live": true} behind the
model that was there before.

    python subscribe.py --kafka localhost:9092 --registry http://localhost:8080/apis/ccompat/v7 house-price

With --row it also answers from the model, by ONNX Runtime:

    … house-price --row '{"area_m2": 80, "rooms": 3, "garden": true, "district": "north"}'

Where the installation's topics begin with a prefix, --topic-prefix names it.
"""

import argparse
import hashlib
import json

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, KafkaException, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

LIVE = "headrace.live"
ARTIFACT = "headrace.artifact"


def reader(kafka, topic, prefix=""):
    """A consumer at the beginning of a topic, each of which has one partition."""
    consumer = Consumer({
        "bootstrap.servers": kafka,
        "group.id": prefix + "unused",  # librdkafka wants one; nothing is committed
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
        "enable.partition.eof": True,
        "reconnect.backoff.ms": 1000,  # or librdkafka complains twenty times a second while a broker is away
        "fetch.wait.max.ms": 500,
    })
    consumer.assign([TopicPartition(prefix + topic, 0, OFFSET_BEGINNING)])
    return consumer


def polled(kafka, topic, prefix=""):
    """Each record of a topic from its beginning, and None wherever there is no more for now."""
    consumer = reader(kafka, topic, prefix)
    try:
        while True:
            record = consumer.poll(1.0)
            if record is None:
                continue
            if not record.error():
                yield record
            elif record.error().code() == KafkaError._PARTITION_EOF:
                yield None
            else:
                raise KafkaException(record.error())
    finally:
        consumer.close()


def records(kafka, pipeline, prefix=""):
    """The record of the model in production, None where the live end begins, then each new record."""
    newest, caught_up = None, False
    for record in polled(kafka, LIVE, prefix):
        if record is None:
            # Compaction leaves older records standing for a while; only the last is in production.
            if not caught_up:
                if newest is not None:
                    yield newest
                yield None
            caught_up = True
        elif record.key() == pipeline.encode() and record.value() is not None:
            if caught_up:
                yield record
            newest = record


def artifact(kafka, deserialize, pipeline, sha256, prefix=""):
    """The bytes of a model that are not inline: the chunks of their topic, which a record without a value removes."""
    chunks = {}
    for record in polled(kafka, ARTIFACT, prefix):
        if record is None:
            break
        name, digest, number = record.key().decode().split("/")
        if (name, digest) != (pipeline, sha256):
            continue
        if record.value() is None:
            chunks.pop(int(number), None)
        else:
            chunk = deserialize(record.value(), SerializationContext(ARTIFACT, MessageField.VALUE))
            chunks[int(number)] = chunk["bytes"]
    return b"".join(chunks[number] for number in sorted(chunks))


def models(kafka, registry, pipeline, prefix=""):
    """Verified models with growing deployment numbers: a duplicate or an older one is passed over.

    None says that from here on models come as they are deployed.
    """
    deserialize = AvroDeserializer(SchemaRegistryClient({"url": registry, "timeout": 10}))
    deployment = 0
    for record in records(kafka, pipeline, prefix):
        if record is None:
            yield None
            continue
        live = deserialize(record.value(), SerializationContext(LIVE, MessageField.VALUE))
        model = live["model"]
        if not model["artifact"] and model.get("size", 0) > 0:
            model["artifact"] = artifact(kafka, deserialize, pipeline, model["sha256"], prefix)
        sha256 = hashlib.sha256(model["artifact"]).hexdigest()
        if sha256 != model["sha256"]:
            raise ValueError(f"{pipeline} v{model['version']}: the bytes have SHA-256 {sha256}, not {model['sha256']}")
        if live["deployment"] > deployment:
            deployment = live["deployment"]
            # The same however often this deployment is delivered: for whoever must not act twice.
            live["id"] = dict(record.headers())["ce_id"].decode()
            yield live


def answer(artifact, row):
    """The answer for one row, raw columns by name: the prediction of a number, or the probabilities of classes."""
    import numpy
    import onnxruntime

    session = onnxruntime.InferenceSession(artifact)
    types = {"tensor(double)": numpy.float64, "tensor(bool)": numpy.bool_, "tensor(string)": numpy.object_}
    inputs = {
        i.name: numpy.array([row[i.name]], dtype=types[i.type]).reshape([1] * len(i.shape))
        for i in session.get_inputs()
    }
    names = [output.name for output in session.get_outputs()]
    if "probabilities" in names:
        return {"probabilities": [float(p) for p in session.run(["probabilities"], inputs)[0][0]]}
    return {"prediction": float(numpy.ravel(session.run(None, inputs)[0])[0])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline")
    parser.add_argument("--kafka", required=True, help="host:port")
    parser.add_argument("--registry", required=True, help="a schema registry's Confluent-compatible API")
    parser.add_argument("--topic-prefix", default="", help="what the installation's topics begin with")
    parser.add_argument("--row", type=json.loads, help="columns of a row, as JSON")
    arguments = parser.parse_args()
    for live in models(arguments.kafka, arguments.registry, arguments.pipeline, arguments.topic_prefix):
        if live is None:
            print(json.dumps({"live": True}), flush=True)
            continue
        model = live["model"]
        line = {
            "id": live["id"],
            "version": model["version"],
            "deployment": live["deployment"],
            "cut": model["cut"]["number"],
            "sha256": model["sha256"],
            "bytes": len(model["artifact"]),
        }
        if arguments.row is not None:
            line.update(answer(model["artifact"], arguments.row))
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
