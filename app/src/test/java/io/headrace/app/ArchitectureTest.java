package io.headrace.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.headrace.worker.trees.BareXgboost;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// The arrows between modules and packages, over everything that `app` starts.
@AnalyzeClasses(packages = "io.headrace", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final Set<String> SERVICES = Set.of(
            "capture",
            "pipelines",
            "dataset",
            "training",
            "worker",
            "validation",
            "deployment",
            "incidents",
            "registry",
            "lineage");

    private static final String[] SERVICE_PACKAGES =
            SERVICES.stream().map(service -> "io.headrace." + service + "..").toArray(String[]::new);

    @ArchTest
    static final ArchRule THE_CORE_KNOWS_ONLY_THE_JDK = classes()
            .that()
            .resideInAPackage("io.headrace.*.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.headrace.*.core..",
                    "io.headrace.exact..",
                    "io.headrace.kernel.decider..",
                    "io.headrace.kernel.schedule..",
                    "org.jspecify..")
            .because("rules that need no server are tested without one");

    @ArchTest
    static final ArchRule WHAT_A_CORE_KNOWS_OF_THE_KERNEL_KNOWS_ONLY_THE_JDK = classes()
            .that()
            .resideInAnyPackage("io.headrace.kernel.decider..", "io.headrace.kernel.schedule..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "io.headrace.kernel.decider..", "io.headrace.kernel.schedule..", "org.jspecify..")
            .because("a core would know the rest through it");

    @ArchTest
    static final ArchRule THE_CORE_READS_NEITHER_CLOCK_NOR_CHANCE = noClasses()
            .that()
            .resideInAnyPackage("io.headrace.*.core..", "io.headrace.kernel.schedule..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class, ThreadLocalRandom.class)
            .because("a replay must decide the same");

    @ArchTest
    static final ArchRule AN_ARTIFACT_DEPENDS_ON_NOTHING_BUT_THE_MODEL = classes()
            .that()
            .resideInAnyPackage("io.headrace.training.onnx..", "io.headrace.onnx..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.headrace.training.onnx..",
                    "io.headrace.onnx..",
                    "io.headrace.exact..",
                    "org.jspecify..")
            .because("the same model has the same bytes");

    @ArchTest
    static final ArchRule NO_SERVICE_KNOWS_ANOTHER = SlicesRuleDefinition.slices()
            .assignedFrom(new Service())
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAPackage("io.headrace.worker.."), resideInAPackage("io.headrace.dataset.."))
            .because("services meet in topics; a worker makes the rows of a dataset version as the dataset does");

    @ArchTest
    static final ArchRule NO_SERVICE_KNOWS_THE_WORKER = noClasses()
            .that()
            .resideInAnyPackage(SERVICE_PACKAGES)
            .and()
            .resideOutsideOfPackage("io.headrace.worker..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.headrace.worker..")
            .because("a worker stands on the dataset, and nothing stands on a worker");

    @ArchTest
    static final ArchRule THE_KERNEL_KNOWS_NO_DOMAIN = noClasses()
            .that()
            .resideInAPackage("io.headrace.kernel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICE_PACKAGES)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headrace.events..", "io.headrace.client..", "io.headrace.app..")
            .because("a second product could stand on it");

    @ArchTest
    static final ArchRule DEBEZIUM_STAYS_IN_CAPTURE = noClasses()
            .that()
            .resideOutsideOfPackage("io.headrace.capture..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.debezium..")
            .because("only one place knows how rows are captured");

    @ArchTest
    static final ArchRule ONNX_RUNTIME_STAYS_WHERE_MODELS_ARE_ASKED = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.headrace.worker.scoring..", "io.headrace.worker.fitting..", "io.headrace.client.onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..")
            .because("the rest handles models as bytes");

    @ArchTest
    static final ArchRule XGBOOST_STAYS_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("io.headrace.worker.trees..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ml.dmlc..")
            .because("the rest handles models as bytes");

    @ArchTest
    static final ArchRule OPENTELEMETRY_STAYS_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideOutsideOfPackage("io.headrace.app.traces..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..")
            .because("the services know what they did, and not who asks");

    @ArchTest
    static final ArchRule THE_BARE_ENGINE_IS_FOR_MEASURING = noClasses()
            .that()
            .resideOutsideOfPackages("io.headrace.capture.bare..", "io.headrace.app.bench..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.headrace.capture.bare..")
            .because("it keeps none of capture's promises");

    @ArchTest
    static final ArchRule THE_BARE_LIBRARY_IS_FOR_MEASURING = noClasses()
            .that()
            .resideOutsideOfPackage("io.headrace.app.bench..")
            .and()
            .areNotAssignableTo(BareXgboost.class)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(BareXgboost.class)
            .because("it compares no model with its graph, and cannot be stopped");

    @ArchTest
    static final ArchRule SCHEMAS_AND_EXACT_STAND_ALONE = noClasses()
            .that()
            .resideInAnyPackage("io.headrace.schemas..", "io.headrace.events..", "io.headrace.exact..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headrace.kernel..", "io.headrace.client..", "io.headrace.app..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICE_PACKAGES);

    @ArchTest
    static final ArchRule A_SUBSCRIBER_GETS_NO_SERVER = noClasses()
            .that()
            .resideInAPackage("io.headrace.client..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.headrace.kernel..", "io.headrace.embedded..", "io.headrace.exact..")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVICE_PACKAGES)
            .allowEmptyShould(true) // as long as app does not start a subscriber
            .because("the client is for other people's programs");

    /// A class's service; none for what is no service.
    private static final class Service implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            String[] parts = javaClass.getPackageName().split("\\.", -1);
            return parts.length > 2 && SERVICES.contains(parts[2])
                    ? SliceIdentifier.of(parts[2])
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "services";
        }
    }
}
