/** What the DNS says of a failure, asked beside the mail and told in the report. */
@NullMarked
package whybounce.mailets.checks;

import org.jspecify.annotations.NullMarked;
