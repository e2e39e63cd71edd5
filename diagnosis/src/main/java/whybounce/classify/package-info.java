/**
 * Decides which cause fits a failure, on which evidence.
 *
 * <pre>{@code
 * Diagnosis diagnosis = new Classifier(Catalogue.shipped()).diagnose(attempt);
 * diagnosis.cause();      // mailbox-full
 * diagnosis.confidence(); // PROVIDER
 * }</pre>
 */
@NullMarked
package whybounce.classify;

import org.jspecify.annotations.NullMarked;
