package io.firebreak.router;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@AnalyzeClasses(packages = "io.firebreak.router", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule timeAndChanceAreInjected = noClasses()
            .that()
            .resideOutsideOfPackage("..wiring..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .because("a seeded run must be the same again, and no thread of the router may sleep");

    @ArchTest
    static final ArchRule routingIsPure = classes()
            .that()
            .resideInAPackage("..routing..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.net",
                    "java.nio",
                    "java.nio.charset",
                    "java.util..",
                    "org.jspecify..",
                    "io.firebreak.assigner..",
                    "io.firebreak.router.routing..")
            .because("where a request may go is decided in plain Java, without HTTP, Spring, time or chance");

    @ArchTest
    static final ArchRule tenancyIsPure = classes()
            .that()
            .resideInAPackage("..tenancy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.io",
                    "java.lang..",
                    "java.nio..",
                    "java.security",
                    "java.util..",
                    "org.jspecify..",
                    "io.firebreak.assigner..",
                    "io.firebreak.router.routing..",
                    "io.firebreak.router.shedding..",
                    "io.firebreak.router.tenancy..")
            .because("whose a request is is decided in plain Java, without HTTP, Spring, time or chance");

    @ArchTest
    static final ArchRule seesNoOtherModuleThanTheAssigner = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.firebreak.cell..", "io.firebreak.directory..", "io.firebreak.fleet..", "io.firebreak.chaos..")
            .because("between processes there is only HTTP");

    @ArchTest
    static final ArchRule requestsDoNotWaitForTheDirectory = noClasses()
            .that()
            .resideInAnyPackage(
                    "..forwarding..", "..gather..", "..health..", "..routing..", "..shedding..", "..tenancy..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..table..")
            .because("the way of a request must not contain the fetching of tables");

    @ArchTest
    static final ArchRule nothingBlocks = noClasses()
            .should()
            .callMethod(Mono.class, "block")
            .orShould()
            .callMethod(Mono.class, "block", Duration.class)
            .orShould()
            .callMethod(Flux.class, "blockLast")
            .because("a blocked event loop stalls every tenant that shares it");

    @ArchTest
    static final ArchRule noCycles = slices().matching("io.firebreak.router.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package");
}
