// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/annotate_fixture.h"

#include "tests/ui/support_synthetic_index.h"
#include "ui/pages/annotate_card.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

namespace saferscope::check {

AnnotateFixture::AnnotateFixture() {
    ThemeManager::instance().setMode(ThemeMode::Light);
    ThemeManager::instance().install(*qApp);
    SyntheticOptions options;
    options.features = featureCount;
    makeSyntheticIndex(indexFolder(), options);
}

void AnnotateFixture::makeWorkspace() {
    workspace = m_folder.path() / ("workspace" + std::to_string(++m_number));
    {
        auto made = Workspace::create(workspace);
        QVERIFY(made.has_value());
        QVERIFY((*made)->addReference(ArtifactKind::Index, indexFolder(), "index").has_value());
    }
    auto opened = Workspace::open(workspace);
    QVERIFY(opened.has_value());
    reader = std::move(*opened);
}

void AnnotateFixture::close() {
    if (page != nullptr) {
        page->setWorkspace(nullptr);
    }
    page.reset();
    session.reset();
    reader.reset();
}

void AnnotateFixture::open(TokenScope scope) {
    auto opened = WorkspaceSession::open(workspace);
    QVERIFY(opened.has_value());
    session = std::move(*opened);
    session->setScope(scope);
    QVERIFY(session->index() != nullptr);
    QCOMPARE(session->index()->featureCount(), featureCount);
    page = std::make_unique<AnnotatePage>();
    page->setWorkspace(session.get());
    page->resize(1160, 800);
    page->show();
    page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
}

void AnnotateFixture::openAs(const QString& rater, TokenScope scope) {
    open(scope);
    QCOMPARE(page->showing(), AnnotatePage::Showing::Form);
    type(rater);
    press(Qt::Key_Return);
    QCOMPARE(page->showing(), AnnotatePage::Showing::Card);
}

void AnnotateFixture::press(int key, Qt::KeyboardModifiers modifiers) {
    QWidget* focus = QApplication::focusWidget();
    QVERIFY2(focus != nullptr, "nothing has the keyboard");
    QTest::keyClick(focus, static_cast<Qt::Key>(key), modifiers);
}

void AnnotateFixture::type(const QString& text) {
    QWidget* focus = QApplication::focusWidget();
    QVERIFY2(focus != nullptr, "nothing has the keyboard");
    QTest::keyClicks(focus, text);
}

std::vector<RatingEvent> AnnotateFixture::stored() const {
    return reader->ratings().value_or(std::vector<RatingEvent>());
}

FeatureId AnnotateFixture::current() const { return page->card()->state().contrast.feature; }

RatingEvent AnnotateFixture::by(const std::string& rater, FeatureId feature, RatingAction action) const {
    RatingEvent event;
    event.saeHash = "sae";
    event.feature = feature;
    event.rater = rater;
    event.action = action;
    return event;
}

RatingEvent AnnotateFixture::judged(FeatureId feature, int score, const std::string& text,
                                    const std::string& judge) const {
    RatingEvent event = by(judge, feature, RatingAction::Rate);
    event.raterKind = RaterKind::Judge;
    event.score = score;
    event.text = text;
    return event;
}

void AnnotateFixture::seed(const std::vector<RatingEvent>& events) {
    const auto merged = reader->mergeRatings(events);
    QVERIFY2(merged.has_value(), merged ? "" : merged.error().message.c_str());
}

std::vector<FeatureId> AnnotateFixture::strongest(std::size_t count, TokenScope scope) const {
    const auto index = reader->openNewestIndex();
    return strongestFeatures(computeContrasts(**index, scope), count);
}

QString AnnotateFixture::visibleText() const {
    QStringList all;
    for (const QLabel* label : page->findChildren<QLabel*>()) {
        if (label->isVisible()) {
            all.append(label->text().remove(QChar(0x200B)));  // places to break lines at
        }
    }
    return all.join(QLatin1Char('\n'));
}

}  // namespace saferscope::check
