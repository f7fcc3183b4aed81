package io.headrace.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.schemas.RowHeaders;
import io.headrace.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Topics that somebody deletes or cuts off: what can be rebuilt is rebuilt, what cannot is said.
class LostTopicsIT {

    private static final String HOUSES = Topics.rows("main", "public", "house");

    @TempDir
    Path folder;

    Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(folder);
        rig.sql("""
                create table public.house (id int primary key, x int);
                insert into public.house select i, i from generate_series(1, 100) i;
                select headrace.share('public.house');
                """);
        rig.start();
        rig.awaitSame("house");
        rig.sql("delete from public.house where id < 10");
        rig.sql(event(1) + event(2) + event(3));
        rig.awaitSame("house");
        awaitSequences(3);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void rebuildsWhatItCanOfTopicsThatWereDeletedOrCutOffWhileItRan() throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", rig.servers.bootstrapServers()))) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(HOUSES, 0), RecordsToDelete.beforeOffset(5),
                            new TopicPartition(HOUSES, 1), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get();
            awaitSaid(HOUSES + " has lost its oldest records: table public.house is read again");
            rig.sql("insert into public.house values (1000, 1)");
            rig.awaitSame("house");

            admin.deleteTopics(Set.of(HOUSES, Topics.TRAINING)).all().get();
            awaitSaid(HOUSES + " was deleted: table public.house is read again");
            awaitSaid(Topics.TRAINING + " was deleted: what the outbox holds of it is sent again");
        }
        rig.sql("insert into public.house values (1001, 1)");
        rig.sql(event(4));
        rig.awaitSame("house");
        assertThat(awaitSequences(4)).containsExactly("1", "2", "3", "4");

        for (String source : List.of("main", "headrace")) {
            rig.sql("insert into headrace.request (kind, incident) values ('acknowledge', '%s/topic-lost')"
                    .formatted(source));
            Rig.await("its end", () -> rig.troubles.said.lastIndexOf(source + " topic-lost is over") > said(source));
        }
    }

    @Test
    void beginsAnewWhenKafkaIsLost() throws Exception {
        long last = cuts(all -> !all.isEmpty()).getLast().field("number");
        rig.stop();
        rig.loseKafka();
        rig.sql("delete from public.house where id < 20; insert into public.house values (1000, 1);");
        rig.sql(event(4));
        rig.start();
        rig.awaitSame("house");
        rig.sql(event(5));
        rig.sql("insert into public.house values (1001, 1)");
        rig.awaitSame("house");
        assertThat(awaitSequences(5)).containsExactly("1", "2", "3", "4", "5");
        assertThat(cuts(all -> all.size() >= 2)).allMatch(cut -> cut.field("number") > last);
        awaitSaid("headrace.capture.offsets holds nothing of this source, which was captured before: every table");
        awaitSaid("every decision that the outbox holds is sent again");
    }

    private int said(String source) {
        List<String> said = List.copyOf(rig.troubles.said);
        int last = said.size() - 1;
        while (last >= 0 && !said.get(last).startsWith(source + " topic-lost:")) {
            last--;
        }
        return last;
    }

    private List<TopicReader.Message> cuts(Predicate<List<TopicReader.Message>> enough) {
        return rig.topics.until(List.of(Topics.cuts("main")), Rig.LIMIT, enough);
    }

    private void awaitSaid(String part) {
        Rig.await(part, () -> rig.troubles.said.stream().anyMatch(said -> said.contains(part)));
    }

    private List<String> awaitSequences(int last) {
        return rig.topics.until(List.of(Topics.TRAINING), Rig.LIMIT, all -> all.size() >= last).stream()
                .filter(message -> !message.has(RowHeaders.RESET))
                .map(message -> message.text("ce_sequence"))
                .toList();
    }

    private static String event(int sequence) {
        return "insert into headrace.outbox values (gen_random_uuid(), 'training', 'p', 'RunFailed', 'abc', %d, 'c', 'd', null, now());"
                .formatted(sequence);
    }
}
