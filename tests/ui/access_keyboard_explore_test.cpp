// SPDX-License-Identifier: GPL-3.0-or-later
// Features and Pairs without a mouse: what each page is for, by real keys alone.
#include "tests/support/check.h"
#include "tests/ui/access_keys.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/feature_set_dialog.h"
#include "ui/dialogs/feature_set_form.h"
#include "ui/heatmap/heatmap_view.h"
#include "ui/models/feature_table_model.h"
#include "ui/models/pair_table_model.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/feature_table_view.h"
#include "ui/pages/features_page.h"
#include "ui/pages/pair_detail.h"
#include "ui/pages/pair_token_panel.h"
#include "ui/pages/pairs_page.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace saferscope;
using check::press;
using check::tabTo;
using check::type;

class AccessKeyboardExploreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        check::makeSyntheticIndex(m_folder.path() / "index");
        auto made = Workspace::create(m_folder.path() / "w");
        QVERIFY(made.has_value());
        QVERIFY((*made)->addReference(ArtifactKind::Index, m_folder.path() / "index", "index").has_value());
    }
    void init() {
        auto opened = WorkspaceSession::open(m_folder.path() / "w");
        QVERIFY(opened.has_value());
        m_session = std::move(*opened);
        m_session->setScope(TokenScope::AllTokens);
    }
    void cleanup() { m_session.reset(); }

    void features() {
        FeaturesPage page;
        page.setWorkspace(m_session.get());
        show(page);
        // Search.
        press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(page.filterLine()->edit()));
        type(QStringLiteral("density > 0"));
        QTRY_VERIFY(page.model()->rowCount() < static_cast<int>(m_session->index()->featureCount()));
        const int found = page.model()->rowCount();
        QVERIFY(found > 3);
        // Sort: O lists the columns; the list has the keyboard. By id, then the other way round.
        QVERIFY(tabTo(page.table()));
        for (const Qt::SortOrder order : {Qt::DescendingOrder, Qt::AscendingOrder}) {
            press(Qt::Key_O);
            auto* list = page.table()->findChild<QMenu*>(QStringLiteral("sort-keys"));
            QTRY_VERIFY(list != nullptr && list->isVisible());
            for (int i = 0; i < 20 && list->activeAction() != list->actions().front(); ++i) {
                press(Qt::Key_Up);
            }
            press(Qt::Key_Return);
            QTRY_VERIFY(QApplication::activePopupWidget() == nullptr);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            const QHeaderView* header = page.table()->horizontalHeader();
            QCOMPARE(header->sortIndicatorSection(), header->logicalIndex(0));
            QCOMPARE(header->sortIndicatorOrder(), order);
        }
        QCOMPARE(page.model()->rowCount(), found);
        // Open: the row under the keys is what the detail shows; Enter goes on to its contexts.
        QVERIFY(tabTo(page.table()));
        press(Qt::Key_Home, Qt::ControlModifier);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        const auto chosen = m_session->selectedFeature();
        QVERIFY(chosen.has_value());
        QCOMPARE(page.model()->rowOf(*chosen), 2);
        press(Qt::Key_Return);
        QTRY_COMPARE(QApplication::focusWidget(), static_cast<QWidget*>(page.detail()->contextList()));
        QSignalSpy opened(&page, &FeaturesPage::contextActivated);
        press(Qt::Key_Home);
        press(Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
    }

    void savesASet() {
        FeaturesPage page;
        page.setWorkspace(m_session.get());
        show(page);
        press(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(tabTo(page.setsButton()));
        press(Qt::Key_Space);
        QTRY_VERIFY(page.setDialog() != nullptr && page.setDialog()->isVisible());
        FeatureSetDialog* dialog = page.setDialog();
        QTRY_COMPARE(QApplication::activeWindow(), static_cast<QWidget*>(dialog));
        QVERIFY(tabTo(dialog->newButton()));
        press(Qt::Key_Space);
        QVERIFY(tabTo(dialog->form()->rule()));
        type(QStringLiteral("stable"));
        QVERIFY(tabTo(dialog->form()->name()));
        press(Qt::Key_A, Qt::ControlModifier);
        type(QStringLiteral("by keys"));
        QTRY_VERIFY(dialog->form()->createButton()->isEnabled());
        QVERIFY(tabTo(dialog->form()->createButton()));
        press(Qt::Key_Space);
        QTRY_COMPARE(m_session->workspace()->featureSets().size(), std::size_t{1});
        QCOMPARE(m_session->workspace()->featureSets().front().name, std::string("by keys"));
        press(Qt::Key_Escape);
        QTRY_VERIFY(page.setDialog() == nullptr || !page.setDialog()->isVisible());
    }

    void pairs() {
        PairsPage page;
        page.setWorkspace(m_session.get());
        show(page);
        // Filter.
        press(Qt::Key_F, Qt::ControlModifier);
        type(QStringLiteral("margin > 0"));
        QTRY_VERIFY(page.model()->rowCount() < static_cast<int>(m_session->index()->pairCount()));
        QVERIFY(page.model()->rowCount() > 1);
        QVERIFY(tabTo(page.table()));
        press(Qt::Key_Home, Qt::ControlModifier);
        press(Qt::Key_Down);
        QVERIFY(m_session->selectedPair().has_value());
        QTRY_VERIFY(page.detail()->pair() == m_session->selectedPair());
        // The next difference: from the table, without leaving it.
        QVERIFY(!page.detail()->differences().empty());
        press(Qt::Key_BracketRight);
        QVERIFY(page.detail()->view(Segment::Chosen)->selectedToken() >= 0 ||
                page.detail()->view(Segment::Rejected)->selectedToken() >= 0);
        // What hovering a token does: arrows in the text.
        HeatmapView* chosen = page.detail()->view(Segment::Chosen);
        QVERIFY(tabTo(chosen));
        QSignalSpy selected(chosen, &HeatmapView::tokenSelected);
        press(Qt::Key_Home);
        press(Qt::Key_Right);
        press(Qt::Key_N);  // the next that fires
        QVERIFY(selected.count() >= 1);
        QVERIFY(chosen->value(chosen->selectedToken()) != 0.0f || page.detail()->mode() == HeatMode::Feature);
        QVERIFY(chosen->accessibleDescription().contains(chosen->tokenName(chosen->selectedToken())));
        QVERIFY(page.detail()->tokenPanel()->isVisible());
    }

private:
    static void show(QWidget& page) { check::showForKeys(page, QSize(1240, 780)); }

    check::TemporaryFolder m_folder;
    std::unique_ptr<WorkspaceSession> m_session;
};

QTEST_MAIN(AccessKeyboardExploreTest)
#include "access_keyboard_explore_test.moc"
