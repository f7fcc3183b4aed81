package io.headrace.onnx;

import io.headrace.exact.DatePart;
import io.headrace.onnx.Onnx.ElementType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Nodes that make of a raw column what a [io.headrace.exact.Transform] makes of its values, all in double. NaN gives
/// NaN.
public final class TransformNodes {

    /// What every name of ours begins with.
    private static final String PREFIX = "headrace/";

    private final List<Proto> nodes;
    private final List<Proto> initializers;
    private final Set<Double> numbers = new HashSet<>();
    private boolean hashes;

    /// @param nodes where they go
    /// @param initializers where the numbers go that they need
    public TransformNodes(List<Proto> nodes, List<Proto> initializers) {
        this.nodes = nodes;
        this.initializers = initializers;
    }

    /// The artifact's bytes; it asks for operators beyond the standard's only where it needs them.
    public byte[] model(Proto graph) {
        return hashes ? Onnx.contributedModel(graph) : Onnx.model(graph);
    }

    /// The name of the logarithms of N rows of one double; NaN where there is none.
    public String log(String column) {
        String any = node("Log", PREFIX + "log-of-any/" + column, column);
        String has = node("Greater", PREFIX + "has-log/" + column, column, number(0));
        return node("Where", PREFIX + "log/" + column, has, any, number(Double.NaN));
    }

    /// The name of the buckets of N rows of one text: whole numbers from 0.
    public String bucket(String column, int buckets) {
        hashes = true;
        String hash = PREFIX + "hash/" + column;
        nodes.add(Onnx.contributedNode(
                "MurmurHash3", column, hash, Onnx.attribute("positive", 1), Onnx.attribute("seed", 0)));
        String whole = PREFIX + "whole-hash/" + column;
        nodes.add(Onnx.node("Cast", List.of(hash), whole, Onnx.attribute("to", Onnx.castTo(ElementType.INT64))));
        String count = PREFIX + "buckets-of/" + column;
        initializers.add(Onnx.tensor(count, buckets));
        return node("Mod", PREFIX + "bucket/" + column, whole, count);
    }

    /// The names of the parts of N rows of one time, in seconds since 1970-01-01 in UTC.
    public List<String> parts(String column, List<DatePart> parts) {
        Calendar calendar = new Calendar(column);
        return parts.stream()
                .map(part -> node("Identity", part(column, part), calendar.of(part)))
                .toList();
    }

    /// What a part of a column is called in the graph.
    public static String part(String column, DatePart part) {
        return "%s%s-of/%s".formatted(PREFIX, part.word(), column);
    }

    private String node(String operator, String output, String... inputs) {
        nodes.add(Onnx.node(operator, List.of(inputs), output));
        return output;
    }

    /// The name of a number, which stands in the graph once.
    private String number(double value) {
        String name = PREFIX + "number/" + value;
        if (numbers.add(value)) {
            initializers.add(Onnx.tensor(name, List.of(1, 1), value));
        }
        return name;
    }

    /// Days to years, months and days by Howard Hinnant's *chrono-Compatible Low-Level Date Algorithms*
    /// (`civil_from_days`), in which a year begins in March. Quotients of whole numbers below 2⁵³ are
    /// rounded down without error.
    private final class Calendar {

        private static final double DAY_SECONDS = 86_400;

        private final String column;
        private final String seconds;
        private final String days;
        private final String year;
        private final String month;
        private final String day;
        private int steps;

        Calendar(String column) {
            this.column = column;
            seconds = step("Floor", column);
            days = over(seconds, DAY_SECONDS);
            String shifted = plus(days, 719_468);
            String era = over(shifted, 146_097);
            String dayOfEra = minus(shifted, times(era, 146_097));
            String leapless = step("Add", minus(dayOfEra, over(dayOfEra, 1_460)), over(dayOfEra, 36_524));
            String yearOfEra = over(minus(leapless, over(dayOfEra, 146_096)), 365);
            String before = step("Add", times(yearOfEra, 365), minus(over(yearOfEra, 4), over(yearOfEra, 100)));
            String dayOfYear = minus(dayOfEra, before);
            String fromMarch = over(plus(times(dayOfYear, 5), 2), 153);
            day = plus(minus(dayOfYear, over(plus(times(fromMarch, 153), 2), 5)), 1);
            String isOfThisYear = step("Less", fromMarch, number(10));
            month = step("Where", isOfThisYear, plus(fromMarch, 3), plus(fromMarch, -9));
            String later = step("Where", isOfThisYear, number(0), number(1));
            year = step("Add", step("Add", yearOfEra, times(era, 400)), later);
        }

        String of(DatePart part) {
            return switch (part) {
                case YEAR -> year;
                case MONTH -> month;
                case DAY -> day;
                case DAY_OF_WEEK -> dayOfWeek();
                case DAY_OF_YEAR -> dayOfYear();
                case HOUR -> over(minus(seconds, times(days, DAY_SECONDS)), 3_600);
            };
        }

        /// 1970-01-01 was a Thursday.
        private String dayOfWeek() {
            String sinceMonday = plus(days, 3);
            return plus(minus(sinceMonday, times(over(sinceMonday, 7), 7)), 1);
        }

        private String dayOfYear() {
            String gone = plus(year, -1);
            String leaps = step("Add", minus(over(gone, 4), over(gone, 100)), over(gone, 400));
            String first = plus(step("Add", times(gone, 365), leaps), -719_162);
            return plus(minus(days, first), 1);
        }

        private String plus(String one, double other) {
            return step("Add", one, number(other));
        }

        private String minus(String one, String other) {
            return step("Sub", one, other);
        }

        private String times(String one, double other) {
            return step("Mul", one, number(other));
        }

        private String over(String one, double other) {
            return step("Floor", step("Div", one, number(other)));
        }

        private String step(String operator, String... inputs) {
            steps++;
            return node(operator, "%sdate-%d/%s".formatted(PREFIX, steps, column), inputs);
        }
    }
}
