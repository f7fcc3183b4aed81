package io.headrace.lineage.core;

import io.headrace.lineage.core.RunNews.Cancelled;
import io.headrace.lineage.core.RunNews.Cut;
import io.headrace.lineage.core.RunNews.Failed;
import io.headrace.lineage.core.RunNews.Head;
import io.headrace.lineage.core.RunNews.Model;
import io.headrace.lineage.core.RunNews.Queued;
import io.headrace.lineage.core.RunNews.Rows;
import io.headrace.lineage.core.RunNews.Trained;
import io.headrace.lineage.core.RunNews.Why;
import java.time.Instant;
import java.util.Map;

/// News of runs, and what is known beside them.
public final class Given {

    public static final Instant AT = Instant.parse("2026-01-31T12:00:00.123456Z");
    public static final Plan RIDGE = new Plan("shop", "public.house", "price", "ridge", false);
    public static final Plan FOREST = new Plan("shop", "public.house", "price", "forest", true);
    public static final Names NAMES =
            new Names("headrace", Map.of("shop", new Names.Database("db.example:5432", "estate")), "0.1.0");

    static final Cut CUT = new Cut("shop/7301/42", "shop", 42, 0x16_B374_D848L, AT.minusSeconds(5));
    static final Why WHY = new Why("quiet", 12);
    static final Rows ROWS = new Rows("abcd", 80, 20);
    static final Model MODEL = new Model(7, "ef01", 2_048);

    public static final Queued QUEUED = new Queued(head("e-1", AT), WHY, ROWS);
    public static final Trained TRAINED = new Trained(head("e-2", AT.plusSeconds(60)), WHY, ROWS, "forest/2", MODEL);
    public static final Failed FAILED = new Failed(head("e-3", AT.plusSeconds(60)), WHY, "it crashed");
    public static final Cancelled CANCELLED = new Cancelled(head("e-4", AT.plusSeconds(60)), "ann asked for it");

    private Given() {}

    private static Head head(String event, Instant at) {
        return new Head(event, at, "house-price", "7@2026-01-31T12:00:00Z", 3, CUT);
    }
}
