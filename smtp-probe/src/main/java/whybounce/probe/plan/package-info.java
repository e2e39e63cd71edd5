/**
 * Which hosts and addresses to try, in what order and why.
 *
 * <pre>{@code
 * switch (new Planner(dns, random).toDomain("example.org")) {
 *     case Plan.Route(var stops, var notes) -> stops.getFirst().endpoint(); // mx1.example.org [192.0.2.1] port 25
 *     case Plan.NoWay(var failure, var notes) -> failure.why();             // NULL_MX, TIMED_OUT ...
 * }
 * }</pre>
 */
@NullMarked
package whybounce.probe.plan;

import org.jspecify.annotations.NullMarked;
