#!/usr/bin/env python3
"""Reads FloatChat's topics with nothing but the address of the registry and of the brokers.

Every value is in the Confluent wire format: a zero byte, the id of its schema in the registry (32 bits,
big-endian), then Avro binary. The schema holds everything that it names, so no file of FloatChat is needed.

    pip install -r requirements.txt
    ./consume.py --brokers localhost:9092 --registry http://localhost:8081
    ./consume.py --topic profiles.cleaned --group my-service     # follows, and remembers where it was
    ./consume.py --copy          # the profiles that the database shows, from profiles.changed alone

Prints one JSON object a line. Missing levels (NaN) are null, or with --bits lists of numbers are given as
{"float32": hexadecimal, little-endian}, or float64, bit for bit.
"""

import argparse
import io
import json
import math
import struct
import sys
import urllib.request
from datetime import datetime
from pathlib import Path

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, TopicPartition
from fastavro import parse_schema, schemaless_reader


class Registry:
    """The schemas that records were written with, each fetched once: an id means the same schema for ever."""

    def __init__(self, url):
        self.url = url.rstrip("/")
        self.schemas = {}

    def schema(self, schema_id):
        if schema_id not in self.schemas:
            with urllib.request.urlopen(f"{self.url}/schemas/ids/{schema_id}", timeout=10) as answer:
                self.schemas[schema_id] = parse_schema(json.loads(json.load(answer)["schema"]))
        return self.schemas[schema_id]


class Decoder:
    """Bytes to (name of the record, dict), in the writer's shape or, where there is one, in the reader's own."""

    def __init__(self, registry, own_schemas):
        self.registry = registry
        # A service that keeps the schemas it was built against reads every later and earlier version with
        # them: fields it does not know are passed over, fields that are missing get their defaults.
        self.own = {}
        for path in sorted(own_schemas.glob("*.avsc")) if own_schemas else []:
            schema = parse_schema(json.loads(path.read_text()), named_schemas={})
            self.own[schema["name"]] = schema

    def decode(self, value):
        if len(value) < 5 or value[0] != 0:
            raise ValueError("not in the Confluent wire format")
        (schema_id,) = struct.unpack(">I", value[1:5])
        writer = self.registry.schema(schema_id)
        record = schemaless_reader(io.BytesIO(value[5:]), writer, self.own.get(writer["name"]))
        return writer["name"].rsplit(".", 1)[-1], record


def printable(node, bits, name=""):
    """The record as JSON can say it."""
    if isinstance(node, dict):
        return {key: printable(value, bits, key) for key, value in node.items()}
    if isinstance(node, list):
        if bits and node and all(isinstance(item, float) for item in node):
            kind, letter = ("float64", "d") if name.endswith("_double") else ("float32", "f")
            return {kind: struct.pack(f"<{len(node)}{letter}", *node).hex()}
        return [printable(item, bits) for item in node]
    if isinstance(node, float) and not math.isfinite(node):
        return None if math.isnan(node) else str(node)
    if isinstance(node, datetime):  # fastavro makes one of timestamp-millis
        return node.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return node if isinstance(node, (str, int, float, bool, type(None))) else str(node)  # UUID


def header_text(value):
    """Text, or for the numbers that Spring writes as bytes their hexadecimal digits."""
    if value is None:
        return None
    text = value.decode("utf-8", errors="replace")
    return value.hex() if "\0" in text or "\ufffd" in text else text


def line_of(message, decoder, bits):
    line = {
        "topic": message.topic(),
        "partition": message.partition(),
        "offset": message.offset(),
        "timestamp": message.timestamp()[1],
        "key": None if message.key() is None else message.key().decode(),
        "headers": {name: header_text(value) for name, value in message.headers() or []},
    }
    try:
        name, record = decoder.decode(message.value() or b"")
        return {**line, "record": name, "value": printable(record, bits)}
    except Exception as problem:  # A dead letter may hold anything.
        return {**line, "undecodable": f"{type(problem).__name__}: {problem}"}


def topics_of(consumer, prefix, wanted):
    """Full names of the topics asked for, or of all that have the prefix."""
    there = consumer.list_topics(timeout=10).topics
    if not wanted:
        return sorted(name for name in there if name.startswith(prefix))
    missing = [prefix + name for name in wanted if prefix + name not in there]
    if missing:
        sys.exit(f"There is no topic {', '.join(missing)}.")
    return [prefix + name for name in wanted]


def messages(consumer):
    """What comes, for as long as it comes; None where nothing did for a moment."""
    while True:
        message = consumer.poll(0.5)
        if message is not None and message.error():
            raise KafkaException(message.error())
        yield message


def read_all(consumer, topics):
    """Everything that is there now, without a group: nobody's offsets move."""
    metadata = consumer.list_topics(timeout=10).topics
    left = {}
    for topic in topics:
        for partition in metadata[topic].partitions:
            low, high = consumer.get_watermark_offsets(TopicPartition(topic, partition), timeout=10)
            if high > low:
                left[(topic, partition)] = high
    consumer.assign([TopicPartition(topic, partition, OFFSET_BEGINNING) for topic, partition in left])
    for message in messages(consumer) if left else []:
        if message is None:
            continue
        end = left.get((message.topic(), message.partition()))
        if end is not None and message.offset() < end:
            yield message
        if end is not None and message.offset() >= end - 1:
            del left[(message.topic(), message.partition())]
            if not left:
                return


KEY = ("platform_number", "cycle_number", "direction", "source_kind", "profile_index")


def copy_of(records):
    """The profiles that the database shows: of each the change with the greatest number, and none that is withdrawn.

    A change may come twice, and an earlier one again behind a later; the number tells.
    """
    latest = {}
    for record in records:
        key = tuple(record[name] for name in KEY)
        if key not in latest or record["change_number"] > latest[key]["change_number"]:
            latest[key] = record
    return [latest[key] for key in sorted(latest) if latest[key]["change"] != "WITHDRAWN"]


def follow(consumer, topics):
    """As a member of a group. A record's offset is stored once its line is out, and committed soon after."""
    consumer.subscribe(topics)
    for message in messages(consumer):
        if message is not None:
            yield message
            consumer.store_offsets(message)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--brokers", default="localhost:9092", help="host:port, several with commas")
    parser.add_argument("--registry", default="http://localhost:8081")
    parser.add_argument("--prefix", default="floatchat.")
    parser.add_argument("--topic", action="append", default=[], help="without the prefix; all by default")
    parser.add_argument("--group", help="read as this consumer group, go on for ever")
    parser.add_argument("--schemas", type=Path, help="folder of .avsc files to read records as")
    parser.add_argument("--copy", action="store_true", help="print the profiles shown, from profiles.changed alone")
    parser.add_argument("--bits", action="store_true", help="lists of numbers bit for bit")
    words = parser.parse_args()

    decoder = Decoder(Registry(words.registry), words.schemas)
    consumer = Consumer(
        {
            "bootstrap.servers": words.brokers,
            "group.id": words.group or "floatchat-python-consumer",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": words.group is not None,
            "enable.auto.offset.store": False,
        }
    )
    try:
        topics = topics_of(consumer, words.prefix, ["profiles.changed"] if words.copy else words.topic)
        if words.copy:
            changes = (decoder.decode(message.value())[1] for message in read_all(consumer, topics))
            for profile in copy_of(changes):
                print(json.dumps(printable(profile, words.bits), allow_nan=False))
            return
        for message in (follow if words.group else read_all)(consumer, topics):
            print(json.dumps(line_of(message, decoder, words.bits), allow_nan=False), flush=True)
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    finally:
        consumer.close()


if __name__ == "__main__":
    main()
