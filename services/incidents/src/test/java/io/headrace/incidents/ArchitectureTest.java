package io.headrace.incidents;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.headrace.incidents", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("..core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "..core..", "io.headrace.kernel.decider..", "org.jspecify..")
            .because("rules that need no broker are tested without one");

    @ArchTest
    static final ArchRule THE_CORE_DOES_NOT_READ_THE_CLOCK = noClasses()
            .that()
            .resideInAPackage("..core..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .because("a replay must decide the same");
}
