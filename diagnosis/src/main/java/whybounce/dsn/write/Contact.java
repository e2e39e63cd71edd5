package whybounce.dsn.write;

import java.util.Optional;

/**
 * The operator, as reports name it.
 *
 * @param name of the organisation or the service
 * @param text how to reach it, in the operator's words
 * @param colour of the bar above the report, {@code #rrggbb}
 */
public record Contact(String name, Optional<String> text, Optional<String> colour) {}
