"""Prints events, one line of JSON each, from a start on; {"live": true} where the live end begins.

    python events.py --kafka localhost:9092 --registry http://localhost:8080/apis/ccompat/v7 --from beginning

The start is "beginning", "current" (the models in production first), a time such as 2026-01-31T12:00:00+00:00, or the id
of an event, to go on behind it. Where the installation's topics begin with a prefix, --topic-prefix names it.
"""

import argparse
import datetime
import json

from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition
from confluent_kafka.schema_registry import SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroDeserializer
from confluent_kafka.serialization import MessageField, SerializationContext

WORDS = ("pipeline", "training", "validation", "deployment", "incident", "capture", "letter", "forgetting")
PATIENCE_S = 10
# A transaction that takes longer is given up: after that it is seen in all of its topics or in none.
TRANSACTION_MAX_S = 120


class Topics:
    """The topics of an installation."""

    def __init__(self, prefix):
        self.live = prefix + "headrace.live"
        self.deployment = prefix + "headrace.deployment"
        self.events = [prefix + "headrace." + word for word in WORDS]


def committed(kafka, prefix):
    return Consumer({
        "bootstrap.servers": kafka,
        "group.id": prefix + "unused",  # librdkafka wants one; nothing is committed
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
        "enable.partition.eof": True,
        "reconnect.backoff.ms": 1000,  # or librdkafka complains twenty times a second while a broker is away
    })


def end(consumer, topic):
    return consumer.get_watermark_offsets(TopicPartition(topic, 0), timeout=PATIENCE_S)[1]


def read(consumer, topic, begin):
    """The records of a topic from an offset to its end."""
    consumer.assign([TopicPartition(topic, 0, begin)])
    while True:
        record = consumer.poll(PATIENCE_S)
        if record is None:
            raise SystemExit(f"Kafka brings nothing of {topic}")
        if record.error():
            if record.error().code() == KafkaError._PARTITION_EOF:
                return
            raise KafkaException(record.error())
        if record.value() is not None:
            yield record


def published(consumer, topics, milliseconds):
    """The first offset of each topic that was published at a time or later; the end where there is none."""
    found = consumer.offsets_for_times([TopicPartition(topic, 0, milliseconds) for topic in topics], PATIENCE_S)
    return {place.topic: place.offset if place.offset >= 0 else end(consumer, place.topic) for place in found}


def header(record, name):
    return dict(record.headers() or [])[name].decode()


def begin(consumer, topics, start):
    """Records that come first, and where to go on in each topic."""
    if start == "beginning":
        return [], {topic: 0 for topic in topics.events}
    if start == "current":
        ends = {topic: end(consumer, topic) for topic in topics.events}
        models = {record.key(): record for record in read(consumer, topics.live, 0)}
        now = datetime.datetime.now(datetime.timezone.utc).timestamp()
        told = topics.deployment
        recent = published(consumer, [told], int((now - TRANSACTION_MAX_S) * 1000))[told]
        return list(models.values()), ends | {told: min(recent, ends[told])}
    if "-" in start and len(start) == 36:
        for topic in topics.events:
            for record in read(consumer, topic, 0):
                if dict(record.headers() or []).get("ce_id") == start.encode():
                    others = published(consumer, topics.events, record.timestamp()[1])
                    return [], others | {topic: record.offset() + 1}
        raise SystemExit(f"there is no event {start}")
    try:
        time = datetime.datetime.fromisoformat(start).astimezone()
    except ValueError:
        raise SystemExit(f"'{start}' is no start: beginning, current, a time or the id of an event")
    if time > datetime.datetime.now().astimezone():
        raise SystemExit(f"{start} is yet to come")
    return [], published(consumer, topics.events, int(time.timestamp() * 1000))


def events(kafka, registry, start, prefix=""):
    """Events as dictionaries; None where the live end begins."""
    deserialize = AvroDeserializer(SchemaRegistryClient({"url": registry, "timeout": PATIENCE_S}))
    consumer, topics = committed(kafka, prefix), Topics(prefix)
    # Older records of this topic are looked at for deployments that the models do not show.
    known = end(consumer, topics.deployment) if start == "current" else 0
    first, offsets = begin(consumer, topics, start)
    shown, unfinished = {}, set(topics.events)

    def event(record):
        data = deserialize(record.value(), SerializationContext(record.topic(), MessageField.VALUE))
        return {"id": header(record, "ce_id"), "type": header(record, "ce_type").split(".")[-1],
                "subject": header(record, "ce_subject"), "time": header(record, "ce_time"), "data": data}

    for record in first:
        model = event(record)
        shown[model["subject"]] = model["data"]["deployment"]
        yield model
    consumer.assign([TopicPartition(topic, 0, offset) for topic, offset in offsets.items()])
    quiet_s = 0
    while True:
        record = consumer.poll(1.0)
        if record is None:
            quiet_s += 1
            # An end that holds nothing but the marks of transactions is not always told.
            if unfinished and quiet_s >= PATIENCE_S:
                unfinished.clear()
                yield None
            continue
        quiet_s = 0
        if record.error():
            if record.error().code() != KafkaError._PARTITION_EOF:
                raise KafkaException(record.error())
            if unfinished:
                unfinished.discard(record.topic())
                if not unfinished:
                    yield None
            continue
        told = event(record)
        if start == "current" and record.topic() == topics.deployment:
            if told["type"] == "ModelDeployed":
                if told["data"]["deployment"] <= shown.get(told["subject"], 0):
                    continue
            elif record.offset() < known:
                continue
        yield told


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kafka", required=True, help="host:port")
    parser.add_argument("--registry", required=True, help="a schema registry's Confluent-compatible API")
    parser.add_argument("--topic-prefix", default="", help="what the installation's topics begin with")
    parser.add_argument("--from", dest="start", default="current", help="beginning, current, a time, an event id")
    arguments = parser.parse_args()
    for event in events(arguments.kafka, arguments.registry, arguments.start, arguments.topic_prefix):
        if event is None:
            print(json.dumps({"live": True}), flush=True)
        else:
            event["data"].get("model", {}).pop("artifact", None)
            print(json.dumps(event, default=str), flush=True)


if __name__ == "__main__":
    main()
