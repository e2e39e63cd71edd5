package whybounce.reply;

import java.time.Duration;

/**
 * When a line came, counted from the beginning of the conversation, and how long it was.
 *
 * @param first when its first octet came
 * @param last when its end came
 * @param octets its length without its end; more than are kept of a long one
 */
public record Arrival(Duration first, Duration last, long octets) {}
