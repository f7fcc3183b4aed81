package io.headrace.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.headrace.app.up.EventTopics;
import io.headrace.events.ArtifactChunk;
import io.headrace.kernel.stream.DeadLetter;
import io.headrace.kernel.topics.TopicSpec;
import io.headrace.schemas.ArtifactChunks;
import io.headrace.schemas.Topics;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/reference/topics.md` is written from the code: `mvn -pl app test -Dtest=TopicsReferenceTest -Dupdate`.
class TopicsReferenceTest {

    @Test
    void thePageSaysWhatTheCodeDoes() throws IOException {
        Page.check("topics.md", TopicsReference.page());
    }

    @Test
    void everyTopicHasAnEntry() throws IllegalAccessException {
        List<String> topics = new ArrayList<>();
        for (Field constant : Topics.class.getFields()) {
            if (constant.get(null) instanceof String name) {
                topics.add(name);
            }
        }
        EventTopics.ALL.stream().map(TopicSpec::name).forEach(topics::add);
        Topics.READERS.stream().map(DeadLetter::topic).forEach(topics::add);
        assertThat(topics)
                .allSatisfy(topic ->
                        assertThat(TopicCatalogue.all().toList()).as(topic).anyMatch(entry -> entry.covers(topic)));
    }

    @Test
    void everyMessageIsInATopic() {
        Set<String> carried = TopicCatalogue.all()
                .flatMap(entry -> entry.holds().messages().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        carried.remove("Cut"); // a part of messages otherwise
        assertThat(carried).isEqualTo(Messages.NAMES);
    }

    static Set<String> writers() {
        return TopicCatalogue.EVENTS.stream().map(TopicEntry::writer).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("writers")
    void aWriterMakesTheMessagesOfItsTopics(String writer) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.headrace." + writer);
        Set<String> made = classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(TopicsReferenceTest::isMaking)
                .map(TopicsReferenceTest::message)
                .filter(Messages.NAMES::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = TopicCatalogue.all()
                .filter(entry -> List.of(entry.writer().split(", ", -1)).contains(writer))
                .flatMap(entry -> entry.holds().messages().stream())
                .filter(Messages.NAMES::contains)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(made).isEqualTo(told);
    }

    /// A constructor, the builder, or what cuts an artifact.
    private static boolean isMaking(JavaAccess<?> access) {
        return (access.getTargetOwner().getPackageName().equals("io.headrace.events")
                        && (access.getName().equals("<init>")
                                || access.getName().equals("newBuilder")))
                || (isOfChunks(access) && access.getName().equals("of"));
    }

    private static boolean isOfChunks(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(ArtifactChunks.class);
    }

    private static String message(JavaAccess<?> access) {
        return isOfChunks(access) ? ArtifactChunk.class.getSimpleName() : outermost(access.getTargetOwner());
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(TopicsReferenceTest::outermost).orElse(type.getSimpleName());
    }
}
