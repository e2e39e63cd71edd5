package whybounce.probe.watch;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What a watch needs of the world around it.
 *
 * @param log is told what the operator should know, a line at a time
 */
public record World(Clock clock, RandomGenerator random, Consumer<String> log) {}
