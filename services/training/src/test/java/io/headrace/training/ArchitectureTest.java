package io.headrace.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "io.headrace.training", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_ONLY_THE_JDK_AND_EXACT_SUMS = classes()
            .that()
            .resideInAPackage("..training.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "..training.core..",
                    "io.headrace.exact..",
                    "io.headrace.kernel.decider..",
                    "org.jspecify..")
            .because("rules that need no broker are tested without one");

    @ArchTest
    static final ArchRule THE_ARTIFACT_KNOWS_ONLY_THE_JDK_AND_EXACT_SUMS = classes()
            .that()
            .resideInAPackage("..training.onnx..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..training.onnx..", "io.headrace.exact..", "org.jspecify..")
            .because("a model's bytes depend on nothing but the model");

    @ArchTest
    static final ArchRule THE_CORE_DOES_NOT_READ_THE_CLOCK = noClasses()
            .that()
            .resideInAPackage("..training.core..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .because("a replay must decide the same");
}
