package io.headrace.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every supported type carries every value, whether it is read from the table or comes from the WAL.
class ColumnTypesIT {

    @TempDir
    static Path folder;

    static Rig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new Rig(folder);
        rig.sql("create type public.mood as enum ('sad', 'so la la', 'happy');");
        for (Sample sample : samples()) {
            rig.sql("create table public.%s (id int primary key, x %s);".formatted(sample.table(), sample.type()));
            insert(sample, 0);
            rig.sql("select headrace.share('public.%s');".formatted(sample.table()));
        }
        rig.start();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    record Sample(String type, List<String> values) {
        String table() {
            return "t_" + type.replaceAll("[^a-z0-9]", "_");
        }
    }

    static List<Sample> samples() {
        return List.of(
                new Sample("int2", List.of("-32768", "32767", "0")),
                new Sample("int4", List.of("-2147483648", "2147483647")),
                new Sample("int8", List.of("-9223372036854775808", "9223372036854775807")),
                new Sample(
                        "numeric",
                        List.of(
                                "'NaN'",
                                "'Infinity'",
                                "'-Infinity'",
                                "0",
                                "1.10",
                                "-0.000000000000000000000001",
                                "1e131000",
                                "123456789012345678901234567890.5")),
                new Sample("numeric(12,3)", List.of("'NaN'", "999999999.999", "-1.5")),
                new Sample(
                        "float4",
                        List.of("'NaN'", "'Infinity'", "'-Infinity'", "'-0'", "1e-45", "3.4028235e38", "0.1")),
                new Sample(
                        "float8",
                        List.of(
                                "'NaN'",
                                "'Infinity'",
                                "'-Infinity'",
                                "'-0'",
                                "5e-324",
                                "1.7976931348623157e308",
                                "0.1")),
                new Sample("bool", List.of("true", "false")),
                new Sample("text", List.of("''", "'  a '", "E'line\\nbreak'", "'žluť 🐎'", "repeat('x', 100000)")),
                new Sample("varchar(20)", List.of("''", "'abc'")),
                new Sample("char(5)", List.of("''", "'abc'")),
                new Sample(
                        "uuid",
                        List.of("'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'")),
                new Sample(
                        "date",
                        List.of(
                                "'infinity'",
                                "'-infinity'",
                                "'4714-11-24 BC'",
                                "'0044-03-15 BC'",
                                "'0001-01-01'",
                                "'5874897-12-31'",
                                "'2026-02-28'")),
                new Sample("time", List.of("'00:00'", "'23:59:59.999999'", "'24:00'", "'12:30:00.5'")),
                new Sample(
                        "timestamp",
                        List.of(
                                "'infinity'",
                                "'-infinity'",
                                "'4714-11-24 00:00:00 BC'",
                                "'0044-03-15 12:00:00.5 BC'",
                                "'294276-12-31 23:59:59.999999'",
                                "'2026-01-02 03:04:05.000001'",
                                "'1582-10-10'")),
                new Sample(
                        "timestamptz",
                        List.of(
                                "'infinity'",
                                "'-infinity'",
                                "'4714-11-24 00:00:00+00 BC'",
                                "'0044-03-15 12:00:00.5+02 BC'",
                                "'294276-12-31 23:59:59.999999+00'",
                                "'2026-01-02 03:04:05.000001-08'",
                                "'1582-10-10+00'")),
                new Sample("json", List.of("'null'", "'{\"a\":  [1, 2.50, \"x\"]}'", "'\"NaN\"'")),
                new Sample("jsonb", List.of("'null'", "'{\"a\":  [1, 2.50, \"x\"]}'")),
                new Sample("mood", List.of("'sad'", "'so la la'")),
                new Sample("int4[]", List.of("'{}'", "'{1,NULL,-2147483648}'", "'{{1,2},{3,4}}'")),
                new Sample("numeric[]", List.of("'{NaN,1.50,Infinity,NULL}'")),
                new Sample("float8[]", List.of("'{NaN,0.1,-Infinity}'")),
                new Sample("bool[]", List.of("'{t,f,NULL}'")),
                new Sample("text[]", List.of("'{\"a,b\",\"\",NULL,\"NULL\",\"q\\\"q\"}'")),
                new Sample("date[]", List.of("'{infinity,\"0044-03-15 BC\"}'")),
                new Sample("timestamptz[]", List.of("'{infinity,\"2026-01-02 03:04:05+01\"}'")),
                new Sample("uuid[]", List.of("'{00000000-0000-0000-0000-000000000000}'")),
                new Sample("jsonb[]", List.of("array['{\"a\":1}'::jsonb]")),
                new Sample("mood[]", List.of("'{sad,\"so la la\",NULL}'")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void carriesEveryValue(Sample sample) throws Exception {
        insert(sample, 100);
        rig.sql("update public.%1$s set x = null where id = 100; delete from public.%1$s where id = 0;"
                .formatted(sample.table()));
        rig.awaitSame(sample.table());
    }

    private static void insert(Sample sample, int first) throws Exception {
        List<String> rows = new ArrayList<>();
        rows.add("(%d, null)".formatted(first + 99));
        for (int i = 0; i < sample.values().size(); i++) {
            rows.add("(%d, %s)".formatted(first + i, sample.values().get(i)));
        }
        rig.sql("insert into public.%s values %s".formatted(sample.table(), String.join(",", rows)));
    }
}
