/**
 * The five steps of troubleshooting a bounce: the full response, what it means, sender and recipient, content, and what to
 * do next; and the pack to send where somebody else must act.
 *
 * <pre>{@code
 * var steps = FiveSteps.of(bounce, findings, content);
 * out.print(new StepsText(palette).write(steps));
 * }</pre>
 */
@NullMarked
package whybounce.probe.steps;

import org.jspecify.annotations.NullMarked;
