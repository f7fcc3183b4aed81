package io.headrace.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.capture.core.TroubleKind;
import io.headrace.incidents.core.IncidentKind;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/reference/errors.md` is written by hand; here it is held against the kinds that there are.
class ErrorsReferenceTest {

    private static final Pattern ENTRY = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    @Test
    void everyKindOfIncidentHasAnEntryAndNoOtherDoes() throws IOException {
        Set<String> kinds = Stream.concat(
                        Arrays.stream(TroubleKind.values()).map(TroubleKind::text),
                        Arrays.stream(IncidentKind.values()).map(IncidentKind::text))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(entries("## Incidents")).isEqualTo(kinds);
    }

    @Test
    void everyServiceThatPutsRecordsAsideHasAnEntry() throws IOException {
        assertThat(entries("## Records that a service could not take")).isEqualTo(new TreeSet<>(Topics.READERS));
    }

    @Test
    void theMessageNamesEveryKindOfTrouble() {
        String doc = Messages.schema("SourceTroubled").getField("kind").doc();
        assertThat(doc.split(", ", -1))
                .containsExactly(Arrays.stream(TroubleKind.values())
                        .map(TroubleKind::text)
                        .toArray(String[]::new));
    }

    /// What the first cells of a section's tables name.
    private static Set<String> entries(String heading) throws IOException {
        String page = Files.readString(Page.path("errors.md"));
        assertThat(page).contains("\n" + heading + "\n");
        String section = page.substring(page.indexOf("\n" + heading + "\n") + 1);
        int end = section.indexOf("\n## ");
        return ENTRY.matcher(end < 0 ? section : section.substring(0, end))
                .results()
                .map(entry -> entry.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
