package io.headrace.pipelines.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.pipelines.core.TableFacts.Found;
import io.headrace.pipelines.core.TableFacts.Missing;
import io.headrace.pipelines.core.TableFacts.NotAsked;
import io.headrace.pipelines.core.TableFacts.Unfit;
import io.headrace.pipelines.core.reading.Reading.Columns;
import io.headrace.pipelines.core.reading.SpecReader;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class TableRulesTest {

    @Test
    void aSharedTableWithTheColumnsIsFine() {
        assertThat(problems(House.tree(), House.TABLE)).isEmpty();
    }

    @Test
    void saysWhichTableWasProbablyMeant() {
        assertThat(problems(House.tree(), new Missing("public.house", List.of("public.houses", "public.customer"))))
                .containsExactly(
                        "dataset.table: there is no table public.house in the source; did you mean \"public.houses\"?");
        assertThat(problems(House.tree(), new Missing("public.house", List.of("public.houses", "sales.house"))))
                .containsExactly(
                        "dataset.table: there is no table public.house in the source; did you mean \"sales.house\"?");
    }

    @Test
    void saysWhyAViewIsNoTable() {
        assertThat(problems(House.tree(), new Unfit("public.house", "a view")))
                .containsExactly("dataset.table: public.house is a view, of which no changes can be captured;"
                        + " name an ordinary table");
    }

    @Test
    void writesNamesInSqlAsPostgresReadsThem() {
        Found bare = new Found("public.House", House.columns(), List.of("id"), false, true);

        assertThat(problems(House.tree(), bare))
                .containsExactly("dataset.table: public.House is not shared with Headrace; its owner can:"
                        + " select headrace.share('public.\"House\"')");
    }

    @Test
    void saysEverythingThatIsWrongWithTheTable() {
        Found bare = new Found("public.house", House.columns(), List.of(), false, false);

        assertThat(problems(House.tree(), bare))
                .containsExactly(
                        "dataset.table: public.house has no primary key, which tells a changed row from a new one;"
                                + " add one",
                        "dataset.table: public.house is not shared with Headrace; its owner can:"
                                + " select headrace.share('public.house')",
                        "dataset.table: ada may not read public.house; its owner can:"
                                + " grant select on public.house to ada");
    }

    @Test
    void aLabelIsWhatItsColumnIs() {
        assertThat(problems(House.with("dataset.label", "garden"), House.TABLE))
                .containsExactly("dataset.label: \"garden\" is boolean; write {column: garden, type: boolean}");
        assertThat(problems(House.with("dataset.label", "district"), House.TABLE))
                .containsExactly(
                        "dataset.label: \"district\" is text; write {column: district, type: categorical, values: [class, …]}");
        assertThat(problems(House.with("dataset.label", House.map("column", "price", "type", "boolean")), House.TABLE))
                .containsExactly("dataset.label: \"price\" is numeric, which is numeric; write price alone");
        assertThat(problems(House.with("dataset.label", House.map("column", "garden", "type", "boolean")), House.TABLE))
                .isEmpty();
        assertThat(problems(House.with("dataset.label", "built"), House.TABLE))
                .containsExactly(
                        "dataset.label: \"built\" is date, which no label can be; choose a numeric, boolean or text column");
    }

    @Test
    void namesTheColumnThatIsNotThere() {
        assertThat(problems(House.with("dataset.features[1]", "romms"), House.TABLE))
                .containsExactly("dataset.features[1]: public.house has no column \"romms\"; did you mean \"rooms\"?");
        assertThat(problems(House.with("dataset.split.by", "customer_id"), House.TABLE))
                .containsExactly("dataset.split.by: public.house has no column \"customer_id\"; it has "
                        + String.join(", ", new TreeSet<>(House.columns().keySet())));
    }

    @Test
    void saysHowTheColumnCanBeAFeature() {
        assertThat(problems(House.with("dataset.features[2]", "garden"), House.TABLE))
                .containsExactly("dataset.features[2]: \"garden\" is boolean; write {column: garden, type: boolean}");
        assertThat(problems(House.with("dataset.features[3]", "district"), House.TABLE))
                .containsExactly("dataset.features[3]: \"district\" is text; write {column: district,"
                        + " type: categorical, values: [reference, …]}, or {column: district, transform: {hash: 64}}");
        assertThat(problems(House.with("dataset.features[2].column", "id"), House.TABLE))
                .containsExactly("dataset.features[2]: \"id\" is bigint, which is numeric; write id alone");
        assertThat(problems(House.with("dataset.features[1]", "built"), House.TABLE))
                .containsExactly("dataset.features[1]: \"built\" is date;"
                        + " write {column: built, transform: {date-parts: [year, month]}}");
        assertThat(problems(
                        House.with(
                                "dataset.features[1]",
                                House.map("column", "rooms", "transform", House.map("date-parts", House.list("year")))),
                        House.TABLE))
                .containsExactly("dataset.features[1]: \"rooms\" is integer, which is numeric; write rooms alone");
        assertThat(problems(
                        House.with(
                                "dataset.features[1]",
                                House.map("column", "built", "transform", House.map("date-parts", House.list("year")))),
                        House.TABLE))
                .isEmpty();
    }

    @Test
    void aGeneratedColumnIsNotReplicated() {
        assertThat(problems(House.with("dataset.features[1]", "price_per_m2"), House.TABLE))
                .containsExactly("dataset.features[1]: \"price_per_m2\" is a generated column, which PostgreSQL does"
                        + " not replicate; use the columns it is made of");
    }

    @Test
    void saysNothingOfATableThatNobodyLookedFor() {
        assertThat(problems(House.without("dataset.table"), new NotAsked())).isEmpty();
    }

    private static List<String> problems(Map<String, Object> tree, TableFacts facts) {
        Columns columns = SpecReader.read(House.SOURCES, "house-price", tree).columns();
        return TableRules.check(columns, facts, "ada").stream()
                .map(Problem::toString)
                .toList();
    }
}
