package io.headrace.pipelines.core.reading;

import io.headrace.kernel.schedule.Schedule;
import io.headrace.pipelines.core.Suggestion;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads times of the calendar: a cron in UTC, or `{cron: …, zone: …}`.
final class ScheduleReader {

    private static final String CRON = "cron";
    private static final String ZONE = "zone";
    private static final String UTC = "UTC";

    private final Problems problems;

    ScheduleReader(Problems problems) {
        this.problems = problems;
    }

    /// Null where the key is absent, or its value is no schedule, which is then noted.
    @Nullable
    Schedule read(Fields fields, String key) {
        Object value = fields.raw(key);
        if (!fields.has(key)) {
            return null;
        }
        if (value instanceof String cron) {
            return isCron(fields.at(key), cron) ? new Schedule(cron.strip(), UTC) : null;
        }
        if (!(value instanceof Map<?, ?>)) {
            problems.add(
                    fields.at(key),
                    "a cron such as \"0 3 * * *\", or {cron: \"0 3 * * *\", zone: Europe/Berlin}, is expected, not %s"
                            .formatted(Scalars.shown(value)));
            return null;
        }
        return read(fields.block(key, List.of(CRON, ZONE)));
    }

    private @Nullable Schedule read(@Nullable Fields schedule) {
        if (schedule == null || !schedule.required(CRON)) {
            return null;
        }
        String cron = schedule.text(CRON);
        String zone = schedule.has(ZONE) ? schedule.text(ZONE) : UTC;
        if (cron == null || zone == null) {
            return null;
        }
        boolean isCron = isCron(schedule.at(CRON), cron);
        boolean isZone = isZone(schedule.at(ZONE), zone);
        return isCron && isZone ? new Schedule(cron.strip(), zone) : null;
    }

    private boolean isCron(String path, String cron) {
        Optional<String> problem = Schedule.problem(cron);
        problem.ifPresent(sentence -> problems.add(path, "%s is no cron: %s".formatted(Scalars.shown(cron), sentence)));
        return problem.isEmpty();
    }

    private boolean isZone(String path, String zone) {
        if (Schedule.isZone(zone)) {
            return true;
        }
        String near = Suggestion.forName(zone, ZoneId.getAvailableZoneIds());
        problems.add(
                path,
                "%s is no zone of the tz database%s"
                        .formatted(Scalars.shown(zone), near.isEmpty() ? "; write Europe/Berlin, or UTC" : near));
        return false;
    }
}
