package whybounce.probe;

import java.util.Optional;
import java.util.function.Supplier;
import whybounce.probe.Command.Files;
import whybounce.probe.Command.Send;
import whybounce.probe.Command.SendMany;
import whybounce.probe.SendRequest.Follow;

/** Reads those options of {@code send} that are about many targets, and about files for programs. */
final class ManyOptions {

    /** One thread each; more conversations at a time are for a tool that wants to find out how much a server bears. */
    private static final int MOST_PARALLEL = 500;

    private Optional<String> targets = Optional.empty();
    private Optional<String> parallel = Optional.empty();
    private Optional<String> junit = Optional.empty();
    private Optional<String> prometheus = Optional.empty();

    /** Whether it is one of these. */
    boolean take(String name, Supplier<Optional<String>> value) {
        switch (name) {
            case "--targets" -> targets = value.get();
            case "--parallel" -> parallel = value.get();
            case "--junit" -> junit = value.get();
            case "--prometheus" -> prometheus = value.get();
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether the recipients stand in a file. */
    boolean isMany() {
        return targets.isPresent();
    }

    /** What is wrong with them, or with what stands beside them. */
    Optional<String> mistake(boolean hasRecipient) {
        if (parallel.isPresent() && number().isEmpty()) {
            return Optional.of("--parallel wants a number up to " + MOST_PARALLEL + ": " + parallel.get());
        }
        if (!isMany()) {
            return parallel.isPresent() ? Optional.of("--parallel goes with --targets") : Optional.empty();
        }
        return hasRecipient
                ? Optional.of("--to is one recipient, and --targets a file of them: one or the other")
                : Optional.empty();
    }

    boolean isOnStandardInput() {
        return targets.filter("-"::equals).isPresent();
    }

    private Optional<Integer> number() {
        try {
            return parallel.map(Integer::parseInt).filter(number -> number > 0 && number <= MOST_PARALLEL);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /**
     * The command that it comes to.
     *
     * @param follow on what terms targets are waited for
     */
    Command command(SendRequest request, Follow follow) {
        var files = new Files(junit, prometheus);
        return targets.<Command>map(file -> new SendMany(request, follow, files, file, number().orElse(1)))
                .orElseGet(() -> new Send(request, files));
    }
}
