package io.headrace.simulation;

import io.headrace.capture.stream.SimulatedEngine;
import io.headrace.dataset.stream.SimulatedDataset;
import io.headrace.kernel.avro.AvroCodec;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.schemas.Topics;
import io.headrace.simulation.log.Log;
import io.headrace.simulation.people.Operators;
import io.headrace.simulation.people.Tables;
import io.headrace.simulation.people.Writers;
import io.headrace.simulation.source.ControlDatabase;
import io.headrace.simulation.source.SourceDatabase;
import java.util.List;

/// All there is in a run: time, chance, the servers and the people. The services work on it.
public final class World {

    static {
        // Small enough that some reads of a table take several Kafka transactions, as large tables do.
        System.setProperty("headrace.capture.read.chunk", "8");
    }

    private final Clock clock = new Clock();
    private final Dice dice;
    private final Trace trace;
    private final Log log = new Log(clock);
    private final SourceDatabase source = new SourceDatabase(clock, Tables.ALL);
    private final ControlDatabase control = new ControlDatabase(clock);
    private final MemorySchemas schemas = new MemorySchemas();
    private final AvroCodec avro = new AvroCodec(schemas);
    private final SimulatedDataset.Source tables;
    private final Misfortune misfortune;
    private final Writers writers;
    private final Operators operators;

    World(long seed, boolean keepsTrace) {
        this.dice = new Dice(seed);
        this.trace = new Trace(clock, keepsTrace);
        this.misfortune = new Misfortune(dice.split(), dice.pick(List.of(8, 25, 60)));
        this.writers = new Writers(source, dice.split(), trace);
        this.operators = new Operators(control.store(), dice.split(), clock, trace);
        int partitions = dice.between(1, 3);
        List<String> topics = Tables.ALL.stream()
                .map(shape -> SimulatedEngine.name(Tables.SOURCE, shape).topic())
                .toList();
        this.tables = new SimulatedDataset.Source(Tables.SOURCE, partitions, topics);
        Topics.EVENTS.forEach(topic -> log.create(topic, 1));
        List.of(Topics.LIVE, Topics.ARTIFACT, Topics.STATE, Topics.DATASET, Topics.PIPELINE_ROWS, Topics.REQUEST_ROWS)
                .forEach(topic -> log.create(topic, 1));
        List.of(SimulatedEngine.stateTopic(), Topics.cuts(Tables.SOURCE), tables.parts())
                .forEach(topic -> log.create(topic, 1));
        Topics.READERS.forEach(service -> log.create(DeadLetter.topic(service), 1));
        topics.forEach(topic -> log.create(topic, partitions));
    }

    public Clock clock() {
        return clock;
    }

    public Dice dice() {
        return dice;
    }

    public Trace trace() {
        return trace;
    }

    public Log log() {
        return log;
    }

    public SourceDatabase source() {
        return source;
    }

    public ControlDatabase control() {
        return control;
    }

    public MemorySchemas schemas() {
        return schemas;
    }

    public AvroCodec avro() {
        return avro;
    }

    /// What the dataset reads.
    public SimulatedDataset.Source tables() {
        return tables;
    }

    public Misfortune misfortune() {
        return misfortune;
    }

    public Writers writers() {
        return writers;
    }

    public Operators operators() {
        return operators;
    }
}
