package whybounce.mailets.own;

import whybounce.catalogue.Catalogue;
import whybounce.classify.Classifier;
import whybounce.explain.Explainer;

/**
 * What failures are told with. Whoever takes it once works with the same rules and words from beginning to end, whatever
 * becomes of the files meanwhile.
 *
 * @param causes a classifier that tells the cause only, sooner
 */
public record Knowledge(Catalogue catalogue, Classifier classifier, Classifier causes, Explainer explainer) {

    public static Knowledge of(Catalogue catalogue) {
        var classifier = new Classifier(catalogue);
        return new Knowledge(catalogue, classifier, classifier.withoutFacts(), new Explainer(catalogue));
    }
}
