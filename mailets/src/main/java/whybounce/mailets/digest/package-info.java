/**
 * Holds back the reports above so many an hour to one address, and sends them as one digest that lists every failure.
 *
 * <pre>{@code
 * if (digests.mustWait("ann@example.org")) {
 *     digests.hold(summary, out -> writer.write(report, out)); // on disk when this returns
 * }
 * digests.sendDue();                                           // at the end of the hour
 * }</pre>
 *
 * <p>On disk, below the directory given: {@code pending/<address hash>/}, a file for each report held back;
 * {@code sealed/<address hash>-<end of hour>/}, the same files while they are being sent. Files hold the report with
 * the headers of the original and no body, and are deleted as soon as James has their digest: at most an hour after
 * the failure, or after the next start.
 */
@NullMarked
package whybounce.mailets.digest;

import org.jspecify.annotations.NullMarked;
