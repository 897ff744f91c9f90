package io.firebreak.assigner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "io.firebreak.assigner", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DEPENDS_ON_NOTHING = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.firebreak.assigner..", "java..", "org.jspecify..")
            .because("anyone's service can take this library without taking anything else");

    @ArchTest
    static final ArchRule READS_NO_CLOCK_AND_DRAWS_NO_CHANCE_OF_ITS_OWN = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Random.class)
            .because("an assignment is a function of lattice, seed and name");

    @ArchTest
    static final ArchRule DOES_NO_INPUT_OR_OUTPUT = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.sql..")
            .because("routers ask it on the way of every request");

    @ArchTest
    static final ArchRule HAS_NO_CYCLES = slices().matching("io.firebreak.assigner.(*)..")
            .should()
            .beFreeOfCycles()
            .because("the types at the root know no method of assignment, and no method knows the arithmetic");

    @ArchTest
    static final ArchRule ROOT_KNOWS_NO_METHOD = noClasses()
            .that()
            .resideInAPackage("io.firebreak.assigner")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.firebreak.assigner.*..")
            .because("a new method of assignment must not change the types that everybody uses");
}
