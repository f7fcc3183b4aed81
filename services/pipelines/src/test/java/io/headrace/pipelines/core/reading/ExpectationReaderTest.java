package io.headrace.pipelines.core.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.pipelines.core.House;
import io.headrace.pipelines.core.PipelineSpec.Expectation.Between;
import io.headrace.pipelines.core.PipelineSpec.Expectation.NullsAtMost;
import io.headrace.pipelines.core.PipelineSpec.Expectation.RowsChangeAtMost;
import io.headrace.pipelines.core.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ExpectationReaderTest {

    @Test
    void readsWhatIsExpectedOfValuesOfNullsAndOfTheNumberOfRows() {
        Reading reading = read(
                House.map("column", "price", "between", House.list(1, 1e8)),
                House.map("column", "rooms", "nulls-at-most", "1%"),
                House.map("column", "price", "nulls-at-most", "0%"),
                House.map("rows-change-at-most", "30%"));

        assertThat(reading.problems()).isEmpty();
        assertThat(Objects.requireNonNull(reading.spec()).expect())
                .containsExactly(
                        new Between("price", 1, 1e8),
                        new NullsAtMost("rooms", 0.01),
                        new NullsAtMost("price", 0),
                        new RowsChangeAtMost(0.3));
    }

    @Test
    void anExpectationHasOneRule() {
        assertThat(problems(House.map("column", "price")))
                .containsExactly(
                        "expect[0].column: exactly one of between, nulls-at-most, rows-change-at-most is expected beside it, there are 0; write an entry for each");
        assertThat(problems(
                        House.map("column", "price", "between", House.list(1, 2), "nulls-at-most", "1%", "most", 3)))
                .containsExactly(
                        "expect[0].most: there is no such key here; known: column, between, nulls-at-most, rows-change-at-most",
                        "expect[0].column: exactly one of between, nulls-at-most, rows-change-at-most is expected beside it, there are 2; write an entry for each");
    }

    @Test
    void onlyWhatThePipelineLooksAtCanBeExpectedOf() {
        assertThat(problems(House.map("column", "pric", "between", House.list(1, 2))))
                .containsExactly(
                        "expect[0].column: \"pric\" is neither a feature nor the label, and nothing else is read of a row; did you mean \"price\"?");
        assertThat(problems(House.map("nulls-at-most", "1%"))).containsExactly("expect[0].column: is missing");
        assertThat(problems(House.map("column", "garden", "between", House.list(0, 1))))
                .containsExactly("expect[0].between: \"garden\" is not numeric, so nothing lies between");
        assertThat(problems(House.map("column", "price", "rows-change-at-most", "1%")))
                .containsExactly("expect[0].column: rows-change-at-most is about all rows; leave the column out");
    }

    @Test
    void boundsAreTwoNumbersTheSmallerFirst() {
        assertThat(problems(House.map("column", "price", "between", House.list(1))))
                .containsExactly("expect[0].between: two numbers such as [1, 1000] are expected, not a list");
        assertThat(problems(House.map("column", "price", "between", House.list(1, "many"))))
                .containsExactly("expect[0].between: two numbers such as [1, 1000] are expected, not a list");
        assertThat(problems(House.map("column", "price", "between", 7)))
                .containsExactly("expect[0].between: two numbers such as [1, 1000] are expected, not 7");
        assertThat(problems(House.map("column", "price", "between", House.list(2, 1))))
                .containsExactly("expect[0].between: nothing lies between 2 and 1; the smaller one comes first");
    }

    @Test
    void aShareThatAnyRowsMeetIsNone() {
        assertThat(problems(House.map("column", "rooms", "nulls-at-most", "100%")))
                .containsExactly("expect[0].nulls-at-most: 100% is met by any rows; below 100% it says something");
        assertThat(problems(House.map("column", "rooms", "nulls-at-most", 3)))
                .containsExactly("expect[0].nulls-at-most: a percentage such as 20% is expected, not 3");
    }

    @Test
    void nothingIsExpectedTwice() {
        assertThat(problems(
                        House.map("rows-change-at-most", "30%"),
                        House.map("column", "price", "between", House.list(1, 2)),
                        House.map("column", "price", "between", House.list(1, 3)),
                        House.map("rows-change-at-most", "20%")))
                .containsExactly(
                        "expect[2].between: stands here twice of price; leave one of them",
                        "expect[3].rows-change-at-most: stands here twice; leave one of them");
        Object[] many = IntStream.range(0, 65)
                .mapToObj(i -> House.map("column", "price", "nulls-at-most", "1%"))
                .toArray();
        assertThat(problems(many)).contains("expect: 65 expectations, at most 64 can be; leave out what others imply");
    }

    private static Reading read(Object... expectations) {
        Map<String, Object> tree = House.with("expect", House.list(expectations));
        return SpecReader.read(House.SOURCES, "house-price", tree);
    }

    private static List<String> problems(Object... expectations) {
        return read(expectations).problems().stream().map(Problem::toString).toList();
    }
}
