/** One graph. */
export interface Panel {
  readonly title: string
  readonly description: string
  readonly unit: string
  /** PromQL and how its series are called. */
  readonly queries: readonly (readonly [expression: string, legend: string])[]
  readonly stacked?: true
}

/** The graphs of the dashboard, row by row. */
export const rows: readonly { readonly title: string; readonly panels: readonly Panel[] }[] = [
  {
    title: 'Is it well?',
    panels: [
      {
        title: 'Instances that answer',
        description: 'By service. Zero is an alert.',
        unit: 'short',
        queries: [['sum by (service) (up{job="floatchat"})', '{{service}}']],
      },
      {
        title: 'Messages not handled yet',
        description: 'As each instance knew after its last message: while a stage waits it stands still.',
        unit: 'short',
        queries: [['sum by (stage) (max by (stage, topic, partition) (floatchat_consumer_lag_messages))', '{{stage}}']],
      },
      {
        title: 'Waiting for an outage to end, for how long',
        description: 'What a stage waits for. Nothing is lost meanwhile.',
        unit: 's',
        queries: [
          ['max by (stage, code) (time() - (floatchat_outage_since_timestamp_seconds > 0))', '{{stage}} {{code}}'],
        ],
      },
      {
        title: 'Dead letters in ten minutes',
        description: 'By stage and reason. `./floatchat dlq list` shows them.',
        unit: 'short',
        queries: [['sum by (stage, code) (increase(floatchat_dead_letters_total[10m])) > 0', '{{stage}} {{code}}']],
        stacked: true,
      },
    ],
  },
  {
    title: 'How fast is it?',
    panels: [
      {
        title: 'Messages handled a second',
        description: 'By stage.',
        unit: 'cps',
        queries: [['sum by (stage) (rate(floatchat_messages_consumed_total[2m]))', '{{stage}}']],
      },
      {
        title: 'Rows written a second',
        description: 'Committed, by table.',
        unit: 'cps',
        queries: [['sum by (table) (rate(floatchat_rows_written_total[2m]))', '{{table}}']],
      },
      {
        title: 'From staging to the end of each stage',
        description: 'Half, and 95 of 100, of the messages are through sooner.',
        unit: 's',
        queries: [0.5, 0.95].map(
          (part) =>
            [
              `histogram_quantile(${part}, sum by (stage, le) (rate(floatchat_end_to_end_seconds_bucket[5m])))`,
              `{{stage}} ${part}`,
            ] as const,
        ),
      },
      {
        title: 'Handling of one message, 95 of 100',
        description: 'By record; the parser’s FileStaged is a whole file.',
        unit: 's',
        queries: [
          [
            'histogram_quantile(0.95, sum by (stage, record, le) (rate(floatchat_handling_seconds_bucket[5m])))',
            '{{stage}} {{record}}',
          ],
        ],
      },
      {
        title: 'Bytes in and out',
        description: 'Of values, not compressed.',
        unit: 'Bps',
        queries: [
          ['sum by (stage) (rate(floatchat_consumed_bytes_total[2m]))', '{{stage}} in'],
          ['-sum by (stage) (rate(floatchat_produced_bytes_total[2m]))', '{{stage}} out'],
        ],
      },
      {
        title: 'Messages in a batch',
        description: 'Mean by stage. Large ones mean that the stage is behind.',
        unit: 'short',
        queries: [
          [
            'sum by (stage) (rate(floatchat_batch_messages_sum[5m])) / sum by (stage) (rate(floatchat_batch_messages_count[5m]))',
            '{{stage}}',
          ],
        ],
      },
      {
        title: 'Tried again a second',
        description: 'By what was away; TRANSACTION_CONFLICT is two writers at one float.',
        unit: 'cps',
        queries: [['sum by (stage, code) (rate(floatchat_retries_total[5m])) > 0', '{{stage}} {{code}}']],
      },
      {
        title: 'Messages produced a second',
        description: 'Acknowledged by all in-sync replicas, by topic.',
        unit: 'cps',
        queries: [['sum by (topic) (rate(floatchat_messages_produced_total[2m]))', '{{topic}}']],
      },
    ],
  },
  {
    title: 'What comes in and what is found',
    panels: [
      {
        title: 'Requests a second',
        description: 'By status.',
        unit: 'reqps',
        queries: [['sum by (status) (rate(floatchat_http_requests_total[2m]))', '{{status}}']],
        stacked: true,
      },
      {
        title: 'Time to answer, 95 of 100',
        description: 'An upload is answered after its last byte.',
        unit: 's',
        queries: [
          ['histogram_quantile(0.95, sum by (le) (rate(floatchat_http_request_seconds_bucket[5m])))', 'all requests'],
        ],
      },
      {
        title: 'Uploads',
        description: 'Under way, and bytes staged a second.',
        unit: 'short',
        queries: [
          ['sum(floatchat_uploads_under_way)', 'under way'],
          ['sum(rate(floatchat_uploaded_bytes_total[2m]))', 'bytes a second'],
        ],
      },
      {
        title: 'Events in the outbox, clients that follow a job',
        description: 'Events wait while the broker is away.',
        unit: 'short',
        queries: [
          ['max(floatchat_outbox_waiting_events)', 'events'],
          ['sum(floatchat_job_followers)', 'followers'],
        ],
      },
      {
        title: 'Values flagged a second',
        description: 'By the bit of the quality test.',
        unit: 'cps',
        queries: [['sum by (test_bit) (rate(floatchat_flagged_values_total[5m]))', 'test {{test_bit}}']],
        stacked: true,
      },
      {
        title: 'Summaries an hour',
        description: 'By who wrote them, and why not the model.',
        unit: 'short',
        queries: [['sum by (source, fallback) (increase(floatchat_summaries_total[1h]))', '{{source}} {{fallback}}']],
        stacked: true,
      },
      {
        title: 'Time the model takes, 95 of 100',
        description: 'It delays nothing but its summary.',
        unit: 's',
        queries: [
          [
            'histogram_quantile(0.95, sum by (outcome, le) (rate(floatchat_model_call_seconds_bucket[15m])))',
            '{{outcome}}',
          ],
        ],
      },
    ],
  },
  {
    title: 'The mirror',
    panels: [
      {
        title: 'The oldest file not yet taken',
        description: 'Since the source was first seen to list it as new or changed.',
        unit: 's',
        queries: [['max(floatchat_mirror_oldest_wanted_seconds)', 'age']],
      },
      {
        title: 'Files by state',
        description:
          'wanted: to be fetched. missing: no longer listed. withheld: missing, and too many to be withdrawn.',
        unit: 'short',
        queries: [
          ['max by (state) (floatchat_mirror_files)', '{{state}}'],
          ['max(floatchat_mirror_withheld_files)', 'withheld'],
        ],
      },
      {
        title: 'Files a second',
        description: 'By what became of them.',
        unit: 'cps',
        queries: [['sum by (outcome) (rate(floatchat_mirror_files_total[5m])) > 0', '{{outcome}}']],
        stacked: true,
      },
      {
        title: 'Bytes fetched in an hour',
        description: 'Of files, not of indexes.',
        unit: 'bytes',
        queries: [['sum(increase(floatchat_mirror_fetched_bytes_total[1h]))', 'bytes']],
      },
      {
        title: 'Profiles by data centre and mode',
        description: 'Core profiles, one for each cycle and direction; R real time, A adjusted, D delayed mode.',
        unit: 'short',
        queries: [['max by (data_centre, data_mode) (floatchat_mirror_profiles)', '{{data_centre}} {{data_mode}}']],
        stacked: true,
      },
      {
        title: 'Runs in a day, and who leads',
        description: 'One instance leads while it runs; others stand by.',
        unit: 'short',
        queries: [
          ['sum by (status) (increase(floatchat_mirror_runs_total[1d]))', '{{status}}'],
          ['sum(floatchat_mirror_leads)', 'leading'],
        ],
      },
    ],
  },
  {
    title: 'The processes',
    panels: [
      {
        title: 'Memory',
        description: 'Resident, by instance.',
        unit: 'bytes',
        queries: [['floatchat_process_resident_memory_bytes{job="floatchat"}', '{{service}} {{instance}}']],
      },
      {
        title: 'Processor',
        description: 'Cores, by instance.',
        unit: 'short',
        queries: [['rate(floatchat_process_cpu_seconds_total{job="floatchat"}[2m])', '{{service}} {{instance}}']],
      },
      {
        title: 'Event loop, 99 of 100',
        description: 'Beyond a third of the session timeout, heartbeats come late.',
        unit: 's',
        queries: [['floatchat_nodejs_eventloop_lag_p99_seconds{job="floatchat"}', '{{service}} {{instance}}']],
      },
    ],
  },
]
