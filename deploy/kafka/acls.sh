#!/bin/sh
# Made by deploy/scripts/generate.ts from packages/contracts and packages/operations; what it grants and why
# stands in acls.md. Running it again changes nothing.
#
#   KAFKA_BROKERS=kafka:9092 ./acls.sh --command-config admin.properties
set -eu
P=${TOPIC_PREFIX:-floatchat.}
acls=${KAFKA_ACLS:-kafka-acls.sh}
options="$*"

allow() {
  user=$1 pattern=$2
  shift 2
  # shellcheck disable=SC2086
  $acls --bootstrap-server "${KAFKA_BROKERS:-localhost:9092}" $options \
    --add --allow-principal "User:$user" --resource-pattern-type "$pattern" "$@"
}

allow floatchat-gateway literal \
  --operation Read \
  --topic "${P}files.staged" \
  --topic "${P}files.waiting" \
  --topic "${P}jobs.progress" \
  --topic "${P}datasets.written" \
  --topic "${P}datasets.summarized" \
  --topic "${P}gateway.dlq" \
  --topic "${P}parser.dlq" \
  --topic "${P}cleaner.dlq" \
  --topic "${P}writer.dlq" \
  --topic "${P}summarizer.dlq" \
  --topic "${P}profiles.parsed" \
  --topic "${P}profiles.cleaned" \
  --topic "${P}profiles.changed"

allow floatchat-gateway literal \
  --operation Write \
  --topic "${P}files.staged" \
  --topic "${P}profiles.cleaned" \
  --topic "${P}profiles.changed" \
  --topic "${P}datasets.written" \
  --topic "${P}gateway.dlq" \
  --topic "${P}files.waiting" \
  --topic "${P}profiles.parsed" \
  --topic "${P}datasets.summarized" \
  --topic "${P}jobs.progress"

allow floatchat-gateway literal \
  --operation Read \
  --group "${P}gateway"

allow floatchat-parser literal \
  --operation Read \
  --topic "${P}files.staged"

allow floatchat-parser literal \
  --operation Write \
  --topic "${P}profiles.parsed" \
  --topic "${P}files.staged" \
  --topic "${P}files.waiting" \
  --topic "${P}jobs.progress" \
  --topic "${P}parser.dlq"

allow floatchat-parser literal \
  --operation Read \
  --group "${P}parser"

allow floatchat-cleaner literal \
  --operation Read \
  --topic "${P}profiles.parsed"

allow floatchat-cleaner literal \
  --operation Write \
  --topic "${P}profiles.cleaned" \
  --topic "${P}jobs.progress" \
  --topic "${P}cleaner.dlq"

allow floatchat-cleaner literal \
  --operation Read \
  --group "${P}cleaner"

allow floatchat-writer literal \
  --operation Read \
  --topic "${P}profiles.cleaned"

allow floatchat-writer literal \
  --operation Write \
  --topic "${P}datasets.written" \
  --topic "${P}jobs.progress" \
  --topic "${P}writer.dlq"

allow floatchat-writer literal \
  --operation Read \
  --group "${P}writer"

allow floatchat-summarizer literal \
  --operation Read \
  --topic "${P}datasets.written"

allow floatchat-summarizer literal \
  --operation Write \
  --topic "${P}datasets.summarized" \
  --topic "${P}jobs.progress" \
  --topic "${P}summarizer.dlq"

allow floatchat-summarizer literal \
  --operation Read \
  --group "${P}summarizer"

allow floatchat-gateway literal \
  --operation Describe \
  --operation Read \
  --group "${P}gateway" \
  --group "${P}parser" \
  --group "${P}cleaner" \
  --group "${P}writer" \
  --group "${P}summarizer"

allow floatchat-gateway prefixed \
  --operation Read \
  --operation Delete \
  --group "floatchat.reader-"

allow floatchat-operator literal \
  --operation Read \
  --topic "${P}files.staged" \
  --topic "${P}files.waiting" \
  --topic "${P}profiles.parsed" \
  --topic "${P}profiles.cleaned" \
  --topic "${P}profiles.changed" \
  --topic "${P}datasets.written" \
  --topic "${P}datasets.summarized" \
  --topic "${P}jobs.progress" \
  --topic "${P}gateway.dlq" \
  --topic "${P}parser.dlq" \
  --topic "${P}cleaner.dlq" \
  --topic "${P}writer.dlq" \
  --topic "${P}summarizer.dlq"

allow floatchat-operator literal \
  --operation Write \
  --topic "${P}files.staged" \
  --topic "${P}files.waiting" \
  --topic "${P}profiles.parsed" \
  --topic "${P}profiles.cleaned" \
  --topic "${P}profiles.changed" \
  --topic "${P}datasets.written" \
  --topic "${P}datasets.summarized" \
  --topic "${P}jobs.progress"

allow floatchat-operator literal \
  --operation Describe \
  --operation Read \
  --group "${P}gateway" \
  --group "${P}parser" \
  --group "${P}cleaner" \
  --group "${P}writer" \
  --group "${P}summarizer"

allow floatchat-operator prefixed \
  --operation Read \
  --operation Delete \
  --group "floatchat.reader-"

allow floatchat-setup prefixed \
  --operation Create \
  --operation Describe \
  --operation Alter \
  --operation DescribeConfigs \
  --operation AlterConfigs \
  --topic "${P}"

allow floatchat-keda literal \
  --operation Describe \
  --topic "${P}files.staged" \
  --topic "${P}profiles.parsed" \
  --topic "${P}profiles.cleaned" \
  --topic "${P}datasets.written"

allow floatchat-keda literal \
  --operation Describe \
  --group "${P}parser" \
  --group "${P}cleaner" \
  --group "${P}writer" \
  --group "${P}summarizer"

allow floatchat-consumer literal \
  --operation Read \
  --topic "${P}files.staged" \
  --topic "${P}files.waiting" \
  --topic "${P}profiles.parsed" \
  --topic "${P}profiles.cleaned" \
  --topic "${P}profiles.changed" \
  --topic "${P}datasets.written" \
  --topic "${P}datasets.summarized" \
  --topic "${P}jobs.progress"

allow floatchat-consumer prefixed \
  --operation Read \
  --group "${P}consumer."
