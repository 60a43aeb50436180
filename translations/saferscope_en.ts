<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>EffectFigure</name>
    <message numerus="yes">
        <source>and %Ln more points</source>
        <translation>
            <numerusform>and %Ln more point</numerusform>
            <numerusform>and %Ln more points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FeatureForest</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FeatureOpinionList</name>
    <message numerus="yes">
        <source>Left out here: %Ln more</source>
        <translation>
            <numerusform>Left out here: %Ln more</numerusform>
            <numerusform>Left out here: %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message numerus="yes">
        <source>%n new line(s)</source>
        <translation>
            <numerusform>%n new line</numerusform>
            <numerusform>%n new lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tab(s)</source>
        <translation>
            <numerusform>%n tab</numerusform>
            <numerusform>%n tabs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n space(s)</source>
        <translation>
            <numerusform>%n space</numerusform>
            <numerusform>%n spaces</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JudgeForm</name>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln feature</numerusform>
            <numerusform>%Ln features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln answers known already</source>
        <translation>
            <numerusform>%Ln answer known already</numerusform>
            <numerusform>%Ln answers known already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln fire in too few places to be asked about</source>
        <translation>
            <numerusform>%Ln fires in too few places to be asked about</numerusform>
            <numerusform>%Ln fire in too few places to be asked about</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ends after %Ln requests; the rest can be rated later.</source>
        <translation>
            <numerusform>It ends after %Ln request; the rest can be rated later.</numerusform>
            <numerusform>It ends after %Ln requests; the rest can be rated later.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewState</name>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records left out</source>
        <translation>
            <numerusform>%Ln record left out</numerusform>
            <numerusform>%Ln records left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features, %1 per token</source>
        <translation>
            <numerusform>%Ln feature, %1 per token</numerusform>
            <numerusform>%Ln features, %1 per token</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln feature</numerusform>
            <numerusform>%Ln features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>People disagree about %Ln features.</source>
        <translation>
            <numerusform>People disagree about %Ln feature.</numerusform>
            <numerusform>People disagree about %Ln features.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs of %1</source>
        <translation>
            <numerusform>%Ln pair of %1</numerusform>
            <numerusform>%Ln pairs of %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>durationText</name>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::AgreementFiles</name>
    <message numerus="yes">
        <source>%Ln events were added, %1 were there already.</source>
        <translation>
            <numerusform>%Ln event was added; there already: %1.</numerusform>
            <numerusform>%Ln events were added, %1 were there already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>People now disagree about %Ln more features.</source>
        <translation>
            <numerusform>People now disagree about %Ln more feature.</numerusform>
            <numerusform>People now disagree about %Ln more features.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::AgreementNumbers</name>
    <message numerus="yes">
        <source>%Ln scores</source>
        <translation>
            <numerusform>%Ln score</numerusform>
            <numerusform>%Ln scores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::AnnotatePage</name>
    <message numerus="yes">
        <source>You have rated %1 of %Ln features in “%2”.</source>
        <translation>
            <numerusform>You have rated %1 of %Ln feature in “%2”.</numerusform>
            <numerusform>You have rated %1 of %Ln features in “%2”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln skipped.</source>
        <translation>
            <numerusform>%Ln skipped.</numerusform>
            <numerusform>%Ln skipped.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::AuditForm</name>
    <message numerus="yes">
        <source>The %Ln strongest</source>
        <translation>
            <numerusform>The strongest one</numerusform>
            <numerusform>The %Ln strongest</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::AuditPanel</name>
    <message numerus="yes">
        <source>%Ln of the %1 pairs cannot be ranked, first %2 (%3).</source>
        <translation>
            <numerusform>%Ln of the %1 pairs cannot be ranked: %2 (%3).</numerusform>
            <numerusform>%Ln of the %1 pairs cannot be ranked, first %2 (%3).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::AuditQuality</name>
    <message numerus="yes">
        <source>%Ln of the %1 labels of which the truth is known are wrong (%2).</source>
        <translation>
            <numerusform>%Ln of the %1 labels of which the truth is known is wrong (%2).</numerusform>
            <numerusform>%Ln of the %1 labels of which the truth is known are wrong (%2).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::AuditWords</name>
    <message numerus="yes">
        <source>About %1 of %Ln pairs look mislabelled, by %2.</source>
        <translation>
            <numerusform>About %1 of %Ln pair looks mislabelled, by %2.</numerusform>
            <numerusform>About %1 of %Ln pairs look mislabelled, by %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most about %1 of %Ln pairs are mislabelled, by the %2 of which %3 is surest.</source>
        <translation>
            <numerusform>At most about %1 of %Ln pair is mislabelled, by the %2 of which %3 is surest.</numerusform>
            <numerusform>At most about %1 of %Ln pairs are mislabelled, by the %2 of which %3 is surest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>How many of the %Ln pairs are mislabelled cannot be told from these numbers.</source>
        <translation>
            <numerusform>Whether the %Ln pair is mislabelled cannot be told from these numbers.</numerusform>
            <numerusform>How many of the %Ln pairs are mislabelled cannot be told from these numbers.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::ChangeRow</name>
    <message numerus="yes">
        <source>%1 (%Ln features)</source>
        <translation>
            <numerusform>%1 (%Ln feature)</numerusform>
            <numerusform>%1 (%Ln features)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::ComposerPanel</name>
    <message numerus="yes">
        <source>Saved %Ln pairs to %1</source>
        <translation>
            <numerusform>Saved %Ln pair to %1</numerusform>
            <numerusform>Saved %Ln pairs to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Start %Ln trainings</source>
        <translation>
            <numerusform>Start %Ln training</numerusform>
            <numerusform>Start %Ln trainings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Start %Ln evaluations</source>
        <translation>
            <numerusform>Start %Ln evaluation</numerusform>
            <numerusform>Start %Ln evaluations</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureForest</name>
    <message numerus="yes">
        <source>%1: contrast %2, 95 % CI %3, fires in %4 of %Ln pairs</source>
        <translation>
            <numerusform>%1: contrast %2, 95 % CI %3, fires in %4 of %Ln pair</numerusform>
            <numerusform>%1: contrast %2, 95 % CI %3, fires in %4 of %Ln pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureMapPanel</name>
    <message numerus="yes">
        <source>%Ln picked</source>
        <translation>
            <numerusform>%Ln picked</numerusform>
            <numerusform>%Ln picked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features never fire and are left out.</source>
        <translation>
            <numerusform>%Ln feature never fires and is left out.</numerusform>
            <numerusform>%Ln features never fire and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features have no direction and are left out.</source>
        <translation>
            <numerusform>%Ln feature has no direction and is left out.</numerusform>
            <numerusform>%Ln features have no direction and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features fire in this index and have no place: compute the map again.</source>
        <translation>
            <numerusform>%Ln feature fires in this index and has no place: compute the map again.</numerusform>
            <numerusform>%Ln features fire in this index and have no place: compute the map again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureMapView</name>
    <message numerus="yes">
        <source>%Ln features on the map</source>
        <translation>
            <numerusform>%Ln feature on the map</numerusform>
            <numerusform>%Ln features on the map</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them pass the filter</source>
        <translation>
            <numerusform>%Ln of them passes the filter</numerusform>
            <numerusform>%Ln of them pass the filter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features are picked</source>
        <translation>
            <numerusform>%Ln feature is picked</numerusform>
            <numerusform>%Ln features are picked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureSetDialog</name>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln feature</numerusform>
            <numerusform>%Ln features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The %Ln strongest by %1, %2</source>
        <translation>
            <numerusform>The strongest one by %1, %2</numerusform>
            <numerusform>The %Ln strongest by %1, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would join</source>
        <translation>
            <numerusform>%n would join</numerusform>
            <numerusform>%n would join</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would leave</source>
        <translation>
            <numerusform>%n would leave</numerusform>
            <numerusform>%n would leave</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed side</source>
        <translation>
            <numerusform>%n changed side</numerusform>
            <numerusform>%n changed side</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n selected</source>
        <translation>
            <numerusform>Add %n selected</numerusform>
            <numerusform>Add %n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::FeatureSetForm</name>
    <message numerus="yes">
        <source>Taken by the rule: %1. The set keeps the %Ln strongest.</source>
        <translation>
            <numerusform>Taken by the rule: %1. The set keeps the strongest one.</numerusform>
            <numerusform>Taken by the rule: %1. The set keeps the %Ln strongest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, because something it asks for is not known of them: %Ln candidates.</source>
        <translation>
            <numerusform>Left out, because something it asks for is not known of it: %Ln candidate.</numerusform>
            <numerusform>Left out, because something it asks for is not known of them: %Ln candidates.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::FeaturesPage</name>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln feature</numerusform>
            <numerusform>%Ln features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln features</source>
        <translation>
            <numerusform>%1 of %Ln feature</numerusform>
            <numerusform>%1 of %Ln features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %Ln features to %1</source>
        <translation>
            <numerusform>Saved %Ln feature to %1</numerusform>
            <numerusform>Saved %Ln features to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln picked on the map  ✕</source>
        <translation>
            <numerusform>%Ln picked on the map  ✕</numerusform>
            <numerusform>%Ln picked on the map  ✕</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only %Ln features picked on the map: show all features again</source>
        <translation>
            <numerusform>Only %Ln feature picked on the map: show all features again</numerusform>
            <numerusform>Only %Ln features picked on the map: show all features again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved “%1” with %Ln features.</source>
        <translation>
            <numerusform>Saved “%1” with %Ln feature.</numerusform>
            <numerusform>Saved “%1” with %Ln features.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that never fire here were left out.</source>
        <translation>
            <numerusform>%Ln that never fires here was left out.</numerusform>
            <numerusform>%Ln that never fire here were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::FitSteeringDialog</name>
    <message numerus="yes">
        <source>%Ln pairs: about three quarters are fitted; the rest choose when to stop and give the accuracy before and after. Do not expect a cure: on three poisoned demo models, 400 pairs won back 2 to 17 % of the lost accuracy, where fine-tuning the weights on the same pairs won back 75 to 91 %. Measure the profile on other pairs afterwards.</source>
        <translation>
            <numerusform>%Ln pair: about three quarters are fitted; the rest choose when to stop and give the accuracy before and after. Do not expect a cure: on three poisoned demo models, 400 pairs won back 2 to 17 % of the lost accuracy, where fine-tuning the weights on the same pairs won back 75 to 91 %. Measure the profile on other pairs afterwards.</numerusform>
            <numerusform>%Ln pairs: about three quarters are fitted; the rest choose when to stop and give the accuracy before and after. Do not expect a cure: on three poisoned demo models, 400 pairs won back 2 to 17 % of the lost accuracy, where fine-tuning the weights on the same pairs won back 75 to 91 %. Measure the profile on other pairs afterwards.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::ImportDialog</name>
    <message numerus="yes">
        <source>Layout: %1. Of the first %Ln records %2 can be used.</source>
        <translation>
            <numerusform>Layout: %1. Of the first record %2 can be used.</numerusform>
            <numerusform>Layout: %1. Of the first %Ln records %2 can be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs are in the workspace as “%1”.</source>
        <translation>
            <numerusform>%Ln pair is in the workspace as “%1”.</numerusform>
            <numerusform>%Ln pairs are in the workspace as “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records were left out; the list says why.</source>
        <translation>
            <numerusform>%Ln record was left out; the list says why.</numerusform>
            <numerusform>%Ln records were left out; the list says why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of its pairs %Ln say themselves that they were flipped on purpose.</source>
        <translation>
            <numerusform>Of its pairs %Ln says itself that it was flipped on purpose.</numerusform>
            <numerusform>Of its pairs %Ln say themselves that they were flipped on purpose.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::JobDialog</name>
    <message numerus="yes">
        <source>%1  (%Ln pairs)</source>
        <translation>
            <numerusform>%1  (%Ln pair)</numerusform>
            <numerusform>%1  (%Ln pairs)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::JudgeImport</name>
    <message numerus="yes">
        <source>… and %Ln more</source>
        <translation>
            <numerusform>… and %Ln more</numerusform>
            <numerusform>… and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::KeptPanel</name>
    <message numerus="yes">
        <source>%Ln results side by side</source>
        <translation>
            <numerusform>%Ln result</numerusform>
            <numerusform>%Ln results side by side</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln results are deleted.</source>
        <translation>
            <numerusform>%Ln result is deleted.</numerusform>
            <numerusform>%Ln results are deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::Label</name>
    <message numerus="yes">
        <source>%Ln more characters</source>
        <translation>
            <numerusform>%Ln more character</numerusform>
            <numerusform>%Ln more characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::MainWindow</name>
    <message numerus="yes">
        <source>%Ln jobs running</source>
        <translation>
            <numerusform>%Ln job running</numerusform>
            <numerusform>%Ln jobs running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::MetricChart</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::OpenSaeDialog</name>
    <message numerus="yes">
        <source>It may have been read wrongly, or does not fit this model: %Ln things look wrong.</source>
        <translation>
            <numerusform>It may have been read wrongly, or does not fit this model.</numerusform>
            <numerusform>It may have been read wrongly, or does not fit this model: %Ln things look wrong.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::OverviewCurves</name>
    <message numerus="yes">
        <source>%Ln runs</source>
        <translation>
            <numerusform>%Ln run</numerusform>
            <numerusform>%Ln runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::OverviewJobs</name>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features rated</source>
        <translation>
            <numerusform>%Ln feature rated</numerusform>
            <numerusform>%Ln features rated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs, every change measured</source>
        <translation>
            <numerusform>%Ln pair, every change measured</numerusform>
            <numerusform>%Ln pairs, every change measured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln pairs right</source>
        <translation>
            <numerusform>%1 of %Ln pair right</numerusform>
            <numerusform>%1 of %Ln pairs right</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln features on the map</source>
        <translation>
            <numerusform>%Ln feature on the map</numerusform>
            <numerusform>%Ln features on the map</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::PairPanel</name>
    <message numerus="yes">
        <source>The kept set (%Ln features)</source>
        <translation>
            <numerusform>The kept set (%Ln feature)</numerusform>
            <numerusform>The kept set (%Ln features)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Set %1 (%Ln features)</source>
        <translation>
            <numerusform>Set %1 (%Ln feature)</numerusform>
            <numerusform>Set %1 (%Ln features)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::PairTokenPanel</name>
    <message numerus="yes">
        <source>%Ln features fire</source>
        <translation>
            <numerusform>%Ln feature fires</numerusform>
            <numerusform>%Ln features fire</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::PairsPage</name>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln pairs</source>
        <translation>
            <numerusform>%1 of %Ln pair</numerusform>
            <numerusform>%1 of %Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %Ln pairs to %1</source>
        <translation>
            <numerusform>Saved %Ln pair to %1</numerusform>
            <numerusform>Saved %Ln pairs to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::PlanOverlapModel</name>
    <message numerus="yes">
        <source>%Ln of the %1 pairs of %2 are taken by %3 too.</source>
        <translation>
            <numerusform>%Ln of the %1 pairs of %2 is taken by %3 too.</numerusform>
            <numerusform>%Ln of the %1 pairs of %2 are taken by %3 too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::PlaygroundPage</name>
    <message numerus="yes">
        <source>cut at %Ln tokens</source>
        <translation>
            <numerusform>cut at %Ln token</numerusform>
            <numerusform>cut at %Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>fires at %Ln tokens of the answer</source>
        <translation>
            <numerusform>fires at %Ln token of the answer</numerusform>
            <numerusform>fires at %Ln tokens of the answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::PreviewPanel</name>
    <message numerus="yes">
        <source>of %Ln models</source>
        <translation>
            <numerusform>of %Ln model</numerusform>
            <numerusform>of %Ln models</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of these %Ln also taken: %1.</source>
        <translation>
            <numerusform>Of this %Ln also taken: %1.</numerusform>
            <numerusform>Of these %Ln also taken: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln pairs</source>
        <translation>
            <numerusform>%1 of %Ln pair</numerusform>
            <numerusform>%1 of %Ln pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::QueuePanel</name>
    <message numerus="yes">
        <source>%Ln runs were cancelled, with those that waited for them.</source>
        <translation>
            <numerusform>%Ln run was cancelled, with those that waited for it.</numerusform>
            <numerusform>%Ln runs were cancelled, with those that waited for them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::RatingHistory</name>
    <message numerus="yes">
        <source>%Ln entries by others show once you have rated.</source>
        <translation>
            <numerusform>%Ln entry by others shows once you have rated.</numerusform>
            <numerusform>%Ln entries by others show once you have rated.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::ReportDialog</name>
    <message numerus="yes">
        <source>The report is written: %Ln pages.</source>
        <translation>
            <numerusform>The report is written: %Ln page.</numerusform>
            <numerusform>The report is written: %Ln pages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::ResultsPanel</name>
    <message numerus="yes">
        <source>(%Ln more: point here to read them)</source>
        <translation>
            <numerusform>(%Ln more: point here to read it)</numerusform>
            <numerusform>(%Ln more: point here to read them)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs, those where most seeds agree first</source>
        <translation>
            <numerusform>%Ln pair</numerusform>
            <numerusform>%Ln pairs, those where most seeds agree first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SteeringEffectModel</name>
    <message numerus="yes">
        <source>%1: %Ln pairs, %2 right without the profile, %3 with it</source>
        <translation>
            <numerusform>%1: %Ln pair, %2 right without the profile, %3 with it</numerusform>
            <numerusform>%1: %Ln pairs, %2 right without the profile, %3 with it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SteeringFeatureFields</name>
    <message numerus="yes">
        <source>All %Ln features of the SAE</source>
        <translation>
            <numerusform>The one feature of the SAE</numerusform>
            <numerusform>All %Ln features of the SAE</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kept features (%Ln strongest at %1)</source>
        <translation>
            <numerusform>Kept features (the strongest at %1)</numerusform>
            <numerusform>Kept features (%Ln strongest at %1)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SteeringPanel</name>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln feature</numerusform>
            <numerusform>%Ln features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::Story</name>
    <message numerus="yes">
        <source>People rated %Ln features by how much they have to do with safety.</source>
        <translation>
            <numerusform>People rated %Ln feature by how much it has to do with safety.</numerusform>
            <numerusform>People rated %Ln features by how much they have to do with safety.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A judge rated %Ln.</source>
        <comment>features</comment>
        <translation>
            <numerusform>A judge rated %Ln.</numerusform>
            <numerusform>A judge rated %Ln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The reward model prefers the answer that people chose in %1 of %Ln pairs.</source>
        <translation>
            <numerusform>The reward model prefers the answer that people chose in %1 of %Ln pair.</numerusform>
            <numerusform>The reward model prefers the answer that people chose in %1 of %Ln pairs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The reward model %1 prefers the answer that people chose in %2 of %Ln pairs.</source>
        <translation>
            <numerusform>The reward model %1 prefers the answer that people chose in %2 of %Ln pair.</numerusform>
            <numerusform>The reward model %1 prefers the answer that people chose in %2 of %Ln pairs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::StrategyList</name>
    <message numerus="yes">
        <source>%n strategies cannot be chosen yet. %1</source>
        <translation>
            <numerusform>One strategy cannot be chosen yet. %1</numerusform>
            <numerusform>%n strategies cannot be chosen yet. %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SurveyFull</name>
    <message numerus="yes">
        <source>%1 (%Ln pairs)</source>
        <translation>
            <numerusform>%1 (%Ln pair)</numerusform>
            <numerusform>%1 (%Ln pairs)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SurveyQuick</name>
    <message numerus="yes">
        <source>%1 (%Ln pairs)</source>
        <translation>
            <numerusform>%1 (%Ln pair)</numerusform>
            <numerusform>%1 (%Ln pairs)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln pairs</source>
        <translation>
            <numerusform>%1 of %Ln pair</numerusform>
            <numerusform>%1 of %Ln pairs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SurveyTable</name>
    <message numerus="yes">
        <source>the set of %Ln features</source>
        <translation>
            <numerusform>the set of %Ln feature</numerusform>
            <numerusform>the set of %Ln features</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the set “%1” (%Ln features)</source>
        <translation>
            <numerusform>the set “%1” (%Ln feature)</numerusform>
            <numerusform>the set “%1” (%Ln features)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 over %Ln features: Pearson %2 (95 % CI %3), Spearman %4 (95 % CI %5); the sign is right for %6 of the features that have an effect. %7</source>
        <translation>
            <numerusform>%1 over %Ln feature: Pearson %2 (95 % CI %3), Spearman %4 (95 % CI %5); the sign is right for %6 of the features that have an effect. %7</numerusform>
            <numerusform>%1 over %Ln features: Pearson %2 (95 % CI %3), Spearman %4 (95 % CI %5); the sign is right for %6 of the features that have an effect. %7</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Feature %1%2: guessed %3, measured %4, fires in %Ln pairs</source>
        <translation>
            <numerusform>Feature %1%2: guessed %3, measured %4, fires in %Ln pair</numerusform>
            <numerusform>Feature %1%2: guessed %3, measured %4, fires in %Ln pairs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: margin %2 (95 % CI %3), accuracy %4 → %5, %6 of %Ln pairs changed</source>
        <translation>
            <numerusform>%1: margin %2 (95 % CI %3), accuracy %4 → %5, %6 of %Ln pair changed</numerusform>
            <numerusform>%1: margin %2 (95 % CI %3), accuracy %4 → %5, %6 of %Ln pairs changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %Ln pairs the margin changes by %1 on average (95 % CI %2); accuracy %3 → %4, flipped verdicts: %5.</source>
        <translation>
            <numerusform>Over %Ln pair the margin changes by %1 (95 % CI %2); accuracy %3 → %4, flipped verdicts: %5.</numerusform>
            <numerusform>Over %Ln pairs the margin changes by %1 on average (95 % CI %2); accuracy %3 → %4, flipped verdicts: %5.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Margin (chosen minus rejected reward) with the change minus without it, the same %Ln pairs each time. A targeted set moves its own sections and leaves the others at 0.</source>
        <translation>
            <numerusform>Margin (chosen minus rejected reward) with the change minus without it, the same %Ln pair each time. A targeted set moves its own sections and leaves the others at 0.</numerusform>
            <numerusform>Margin (chosen minus rejected reward) with the change minus without it, the same %Ln pairs each time. A targeted set moves its own sections and leaves the others at 0.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln random sets (%2)</source>
        <translation>
            <numerusform>%1 of %Ln random set (%2)</numerusform>
            <numerusform>%1 of %Ln random sets (%2)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln density-matched sets (%2)</source>
        <translation>
            <numerusform>%1 of %Ln density-matched set (%2)</numerusform>
            <numerusform>%1 of %Ln density-matched sets (%2)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SweepForm</name>
    <message numerus="yes">
        <source>%1 (%Ln pairs)</source>
        <translation>
            <numerusform>%1 (%Ln pair)</numerusform>
            <numerusform>%1 (%Ln pairs)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SweepMatrixModel</name>
    <message numerus="yes">
        <source>%1 at %2: %Ln pairs change; models: %3</source>
        <translation>
            <numerusform>%1 at %2: %Ln pair changes; models: %3</numerusform>
            <numerusform>%1 at %2: %Ln pairs change; models: %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::SweepReport</name>
    <message numerus="yes">
        <source>%Ln tokens</source>
        <translation>
            <numerusform>%Ln token</numerusform>
            <numerusform>%Ln tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::TrainingFields</name>
    <message numerus="yes">
        <source>%Ln epochs</source>
        <translation>
            <numerusform>%Ln epoch</numerusform>
            <numerusform>%Ln epochs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pairs a step</source>
        <translation>
            <numerusform>%Ln pair a step</numerusform>
            <numerusform>%Ln pairs a step</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::WindowGuide</name>
    <message numerus="yes">
        <source>%Ln features</source>
        <translation>
            <numerusform>%Ln feature</numerusform>
            <numerusform>%Ln features</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>saferscope::WorkspaceCheckDialog</name>
    <message numerus="yes">
        <source>… and %Ln more. `safer workspace verify` lists them all.</source>
        <translation>
            <numerusform>… and %Ln more. `safer workspace verify` lists them all.</numerusform>
            <numerusform>… and %Ln more. `safer workspace verify` lists them all.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things in this workspace are damaged.</source>
        <translation>
            <numerusform>One thing in this workspace is damaged.</numerusform>
            <numerusform>%Ln things in this workspace are damaged.</numerusform>
        </translation>
    </message>
</context>
</TS>
