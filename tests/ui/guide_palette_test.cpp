// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/experiments/sweep.h"
#include "core/workspace/kept_results.h"
#include "core/workspace/pair_lists.h"
#include "tests/ui/guide_fixture.h"
#include "ui/bridge/workspace_session.h"
#include "ui/causal/causal_page.h"
#include "ui/causal/kept_panel.h"
#include "ui/experiments/experiments_page.h"
#include "ui/guide/command_palette.h"
#include "ui/guide/fuzzy_match.h"
#include "ui/guide/key_table.h"
#include "ui/guide/palette_model.h"
#include "ui/guide/window_commands.h"
#include "ui/guide/workspace_search.h"
#include "ui/main_window_guide.h"
#include "ui/pages/feature_filter_line.h"
#include "ui/pages/features_page.h"
#include "ui/pages/page.h"
#include "ui/playground/pair_list_panel.h"
#include "ui/playground/playground_page.h"
#include "ui/widgets/command_name.h"
#include "ui/widgets/page_order.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QShortcut>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace saferscope;

namespace {

/// A key of the window and where it holds.
struct Bound {
    QKeySequence keys;
    QString name;
    const QWidget* owner = nullptr;  ///< the window itself where it holds everywhere in it
    Qt::ShortcutContext context = Qt::WindowShortcut;
};

std::vector<Bound> boundKeys(const MainWindow& window) {
    std::vector<Bound> bound;
    for (const QAction* action : window.findChildren<QAction*>()) {
        const auto* owner = qobject_cast<const QWidget*>(action->parent());
        for (const QKeySequence& keys : action->shortcuts()) {
            bound.push_back({keys, action->text(), owner == nullptr ? &window : owner, action->shortcutContext()});
        }
    }
    for (const QShortcut* shortcut : window.findChildren<QShortcut*>()) {
        bound.push_back({shortcut->key(), saferscope::commandName(shortcut),
                         qobject_cast<const QWidget*>(shortcut->parent()), shortcut->context()});
    }
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
        if (!button->shortcut().isEmpty() && button->shortcut() != QKeySequence::mnemonic(button->text())) {
            QString name = button->text().isEmpty() ? button->accessibleName() : button->text();
            name.remove(QStringLiteral(" (%1)").arg(button->shortcut().toString()));
            bound.push_back({button->shortcut(), name, button, Qt::WindowShortcut});
        }
    }
    return bound;
}

/// Two pages of a stack are never seen together, so keys on them cannot be in each other's way.
bool everVisibleTogether(const QWidget* a, const QWidget* b) {
    const auto wayUp = [](const QWidget* from) {
        std::vector<const QWidget*> way;
        for (; from != nullptr; from = from->parentWidget()) {
            way.push_back(from);
        }
        return way;
    };
    const auto mine = wayUp(a);
    const auto other = wayUp(b);
    for (std::size_t i = 0; i < mine.size(); ++i) {
        const auto common = std::find(other.begin(), other.end(), mine[i]);
        if (common != other.end()) {
            return qobject_cast<const QStackedWidget*>(mine[i]) == nullptr || i == 0 || common == other.begin();
        }
    }
    return false;
}

bool reaches(const Bound& one, const QWidget* focus) {
    return one.context == Qt::WindowShortcut || one.context == Qt::ApplicationShortcut || one.owner == focus ||
           (one.context == Qt::WidgetWithChildrenShortcut && one.owner->isAncestorOf(focus));
}

bool ambiguous(const Bound& a, const Bound& b) {
    return a.keys == b.keys && everVisibleTogether(a.owner, b.owner) && (reaches(a, b.owner) || reaches(b, a.owner));
}

}  // namespace

class GuidePaletteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        qputenv("SAFER_PROGRAM", "/nonexistent/safer");
        ThemeManager::instance().install(*qApp);
        m_window = std::make_unique<check::GuideWindow>();
    }

    void fuzzyMatchesRankAsPeopleMean() {
        const auto score = [](const char* typed, const char* text) {
            return FuzzyQuery(QString::fromUtf8(typed)).score(QString::fromUtf8(text));
        };
        QVERIFY(*score("export", "Export") > *score("exp", "Export table"));
        QVERIFY(*score("exp", "Export table") > *score("tab", "Export table"));
        QVERIFY(*score("tab", "Export table") > *score("port", "Export table"));
        QVERIFY(*score("exp tab", "Export table") > 0 && *score("tab exp", "Export table") > 0);
        QVERIFY(score("extb", "Export table").has_value());
        QVERIFY(score("et", "Export table").has_value());  // beginnings of words
        QVERIFY(!score("xyz", "Export table").has_value());
        QVERIFY(!score("sorry", "Sort by a column Causal lab Every change").has_value());
        QVERIFY(!score("xo", "Export table").has_value());  // letters that happen to be there
        QVERIFY(*score("pairs", "Pairs") > *score("pairs", "Import pairs"));
        QVERIFY(score("offnen", "Öffnen").has_value());
        QVERIFY(score("ÜBER", "überschreiben").has_value());
        QVERIFY(score("评分", "打开评分").has_value());
        QVERIFY(FuzzyQuery(QStringLiteral("  ")).empty());
    }

    void commandTextsArePlain() {
        QCOMPARE(plainCommandText(QStringLiteral("&Open workspace…")), QStringLiteral("Open workspace"));
        QCOMPARE(plainCommandText(QStringLiteral("Chec&k && mend\tCtrl+K")), QStringLiteral("Check & mend"));
        QCOMPARE(plainCommandText(QString::fromUtf8("打开(&O)…")), QString::fromUtf8("打开"));
    }

    void foldedFindIsTheSlowOne() {
        const auto slow = [](std::string text, const std::string& needle) {
            for (char& c : text) {
                c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            }
            return text.find(needle);
        };
        const std::string text = "aAbaBcabAC\xC3\xA9 abac ABACUS";
        for (const char* needle : {"a", "ab", "abac", "bac", "abacus", "\xC3\xA9 a", "zz", "aabab", "c\xC3"}) {
            QCOMPARE(findFolded(text, needle), slow(text, needle));
        }
        QCOMPARE(findFolded("", "a"), std::string_view::npos);
        QCOMPARE(findFolded("abc", ""), std::size_t(0));
    }

    void opensFindsAndRuns() {
        const auto window = m_window->open();
        CommandPalette* palette = openPalette(*window);
        QAbstractItemModelTester tester(palette->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(palette->model()->rowCount() > 10);  // something useful before a letter is typed
        QCOMPARE(palette->model()->entryAt(0)->kind, PaletteEntry::Kind::Page);
        QTest::keyClicks(palette->field(), QStringLiteral("annot"));
        QCOMPARE(palette->model()->entryAt(0)->title, QStringLiteral("Annotate"));
        QVERIFY(!palette->model()->entryAt(0)->keys.isEmpty());
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QCOMPARE(window->currentPage(), 3);
        QVERIFY(!palette->isVisible());
        // The newest use comes first, also without a letter.
        openPalette(*window);
        QCOMPARE(palette->model()->entryAt(0)->title, QStringLiteral("Annotate"));
        QTest::keyClick(palette->field(), Qt::Key_Escape);
        QVERIFY(!palette->isVisible());
    }

    void arrowKeysAndTheMouseChoose() {
        const auto window = m_window->open();
        CommandPalette* palette = openPalette(*window);
        const auto row = [&] { return palette->list()->currentIndex().row(); };
        QCOMPARE(row(), 0);
        QTest::keyClick(palette->field(), Qt::Key_Down);
        QCOMPARE(row(), 1);
        QTest::keyClick(palette->field(), Qt::Key_Up);
        QTest::keyClick(palette->field(), Qt::Key_Up);
        QCOMPARE(row(), palette->model()->rowCount() - 1);  // round
        // What is chosen is told to screen readers through the field, which keeps the keyboard.
        QVERIFY(palette->field()->hasFocus());
        QVERIFY(palette->field()->accessibleDescription().startsWith(palette->model()->entryAt(row())->title));
        QTest::keyClicks(palette->field(), QStringLiteral("go to the page causal"));
        const QModelIndex causal = palette->model()->index(0, 0);
        QCOMPARE(palette->model()->entryAt(0)->title, QStringLiteral("Causal lab"));
        QTest::mouseClick(palette->list()->viewport(), Qt::LeftButton, {},
                          palette->list()->visualRect(causal).center());
        QCOMPARE(window->currentPage(), 5);
    }

    void whatCannotBeDoneSaysWhy() {
        const auto window = m_window->open(false);
        CommandPalette* palette = openPalette(*window);
        QTest::keyClicks(palette->field(), QStringLiteral("import pairs"));
        const PaletteEntry* entry = palette->model()->entryAt(0);
        QCOMPARE(entry->title, QStringLiteral("Import pairs"));
        QVERIFY(!entry->enabled());
        QVERIFY(palette->field()->accessibleDescription().contains(entry->reason));
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QVERIFY(palette->isVisible());
        QCOMPARE(palette->hint(), entry->reason);
    }

    void featuresAndPairsAreFound() {
        const auto window = m_window->open();
        CommandPalette* palette = openPalette(*window);
        QTest::keyClicks(palette->field(), QStringLiteral("#17"));
        QTRY_VERIFY(titled(palette, QStringLiteral("#17 polite refusal")) >= 0);
        palette->field()->setText(QStringLiteral("lite ref"));
        QTRY_VERIFY(titled(palette, QStringLiteral("#17 polite refusal")) >= 0);
        const QString id = QString::fromStdString(window->session()->index()->pair(PairIndex(7)).id);
        palette->field()->setText(id);
        QTRY_VERIFY(titled(palette, id) >= 0);
        // A text inside: the line shows the place.
        palette->field()->setText(QStringLiteral("SOURDOUGH starter"));
        QTRY_VERIFY(palette->model()->rowCount() > 0 &&
                    palette->model()->entryAt(0)->detail.contains(QLatin1String("sourdough starter")));
        QCOMPARE(palette->model()->entryAt(0)->kind, PaletteEntry::Kind::Pair);
        const QString found = palette->model()->entryAt(0)->title;
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QCOMPARE(window->currentPage(), 2);
        QCOMPARE(QString::fromStdString(window->session()->index()->pair(*window->session()->selectedPair()).id),
                 found);
        openPalette(*window);
        palette->field()->setText(QStringLiteral("#17"));
        QTRY_VERIFY(titled(palette, QStringLiteral("#17 polite refusal")) >= 0);
        palette->list()->setCurrentIndex(
            palette->model()->index(titled(palette, QStringLiteral("#17 polite refusal")), 0));
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QCOMPARE(window->currentPage(), 1);
        QCOMPARE(window->session()->selectedFeature()->value(), 17u);
    }

    void whatPeopleMadeIsFoundByName() {
        {
            auto workspace = Workspace::open(m_window->workspace());
            QVERIFY(workspace.has_value());
            PairList list;
            list.name = "awkward asks";
            list.pairs.push_back({});
            QVERIFY(savePairList(**workspace, list, true).has_value());
            KeptResult kept;
            kept.name = "refusals halved";
            kept.intervention = changeAll({FeatureId(17)}, FeatureOperation::Scale, 0.5);
            kept.pairId = "pair";
            kept.before = RewardPair{2.0, 0.5};
            kept.after = RewardPair{1.0, 0.75};
            QVERIFY(keepResult(**workspace, kept, true).has_value());
            Sweep sweep;
            sweep.spec.id = "sweep-one";
            sweep.spec.title = "poisoned with flattery";
            sweep.spec.strategies = {Strategy::Random};
            sweep.spec.ratios = {0.1};
            sweep.spec.seeds = {1};
            sweep.spec.dataset = "train";
            sweep.spec.baseModel = "base";
            sweep.cells = expandSweep(sweep.spec);
            const auto folder = m_window->workspace() / "sweeps" / sweep.spec.id;
            std::filesystem::create_directories(folder);
            QVERIFY(writeFileAtomically(folder / "sweep.json", toJson(sweep).dump()).has_value());
        }
        const auto window = m_window->open();
        const auto choose = [&](const char* typed, const char* title, PaletteEntry::Kind kind) {
            CommandPalette* palette = openPalette(*window);
            QTest::keyClicks(palette->field(), QLatin1String(typed));
            const auto place = [&] { return titled(palette, QLatin1String(title)); };
            // What is searched for comes a moment later.
            if (!QTest::qWaitFor([&] { return place() >= 0; }) || palette->model()->entryAt(place())->kind != kind) {
                palette->closePalette();
                return false;
            }
            const int row = place();
            palette->list()->setCurrentIndex(palette->model()->index(row, 0));
            QTest::keyClick(palette->field(), Qt::Key_Return);
            return true;
        };
        QVERIFY(choose("flattery", "poisoned with flattery", PaletteEntry::Kind::Experiment));
        auto* experiments = qobject_cast<ExperimentsPage*>(window->pages()[ExperimentsAt]);
        QCOMPARE(window->currentPage(), int(ExperimentsAt));
        QCOMPARE(experiments->tabs()->currentIndex(), int(ExperimentsPage::Results));
        QVERIFY(choose("halved", "refusals halved", PaletteEntry::Kind::KeptResult));
        const auto* causal = qobject_cast<CausalPage*>(window->pages()[CausalAt]);
        QCOMPARE(window->currentPage(), int(CausalAt));
        QCOMPARE(causal->tabs()->currentIndex(), int(CausalPage::Kept));
        QCOMPARE(causal->keptPanel()->nameEdit()->text(), QStringLiteral("refusals halved"));
        QVERIFY(choose("awkward", "awkward asks", PaletteEntry::Kind::PairList));
        const auto* playground = qobject_cast<PlaygroundPage*>(window->pages()[PlaygroundAt]);
        QCOMPARE(window->currentPage(), int(PlaygroundAt));
        QVERIFY(playground->list()->list().has_value());
        QCOMPARE(playground->list()->list()->name, std::string("awkward asks"));
    }

    // First results within 100 ms on 100,000 pairs, newest question wins, the window is never waited for.
    void searchIsQuickOnManyPairs() {
        const QTemporaryDir folder;
        IndexManifest manifest;
        manifest.modelHash = "m";
        manifest.saeHash = "s";
        manifest.datasetHash = "d";
        manifest.features = 4;
        manifest.k = 1;
        auto writer = IndexWriter::create(folder.filePath(QStringLiteral("big")).toStdString(), manifest, 4096);
        QVERIFY(writer);
        for (int i = 0; i < 100'000; ++i) {
            IndexedPair pair;
            pair.id = "pair-" + std::to_string(i);
            for (IndexedSegment& segment : pair.segments) {
                segment.text = i == 99'990 ? "here is the Needle of it" : "words that are like all other words";
            }
            QVERIFY(writer->add(pair).has_value());
        }
        QVERIFY(writer->finish().has_value());
        const auto index = FeatureIndex::open(folder.filePath(QStringLiteral("big")).toStdString());
        QVERIFY(index);
        WorkspaceSearch search;
        search.setSource(*index, {});
        QSignalSpy ended(&search, &WorkspaceSearch::finished);
        std::vector<SearchHit> hits;
        QElapsedTimer clock;
        qint64 first = -1;
        connect(&search, &WorkspaceSearch::found, this, [&](const QString&, const std::vector<SearchHit>& batch) {
            first = first < 0 ? clock.elapsed() : first;
            hits.insert(hits.end(), batch.begin(), batch.end());
        });
        // Warm: what a first look at a file costs is the disk's.
        search.search(QStringLiteral("nothing like it"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 1, 30'000);
        clock.start();
        search.search(QStringLiteral("pair-9999"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.count(), 2, 30'000);
        QVERIFY(!hits.empty());
        QCOMPARE(hits.front().title, QStringLiteral("pair-9999"));
        qInfo("first of 100,000 pairs after %lld ms", static_cast<long long>(first));
        const int allowed = qEnvironmentVariableIsSet("SAFERSCOPE_STRICT") ? 100 : 5000;  // others compute as well
        QVERIFY2(first < allowed, qPrintable(QString::number(first)));
        hits.clear();
        search.search(QStringLiteral("words"));
        search.search(QStringLiteral("needle"));
        QTRY_VERIFY_WITH_TIMEOUT(!search.running(), 30'000);
        QCOMPARE(hits.size(), std::size_t(1));
        QCOMPARE(hits.front().number, 99'990u);
        QVERIFY(hits.front().excerpt.contains(QLatin1String("Needle")));
    }

    void everyMenuCommandIsThere() {
        const auto window = m_window->open();
        CommandPalette* palette = openPalette(*window);
        for (const WindowCommand& command : menuCommands(*window)) {
            palette->field()->setText(command.title);
            QVERIFY2(titled(palette, command.title) >= 0, qPrintable(command.title));
        }
        for (Page* page : window->pages()) {
            for (const WindowCommand& command : pageCommands(*page, page->title())) {
                palette->field()->setText(command.title + QLatin1Char(' ') + page->title());
                QVERIFY2(titled(palette, command.title) >= 0, qPrintable(command.title));
            }
        }
    }

    void aPageCommandRunsFromAnywhere() {
        const auto window = m_window->open();
        window->showPage(0);
        CommandPalette* palette = openPalette(*window);
        QTest::keyClicks(palette->field(), QStringLiteral("filter the table pairs"));
        QCOMPARE(palette->model()->entryAt(0)->detail, QStringLiteral("Pairs"));
        QTest::keyClick(palette->field(), Qt::Key_Return);
        QCOMPARE(window->currentPage(), 2);
        QVERIFY(qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr);
    }

    void noKeyMeansTwoThings() {
        const auto window = m_window->open();
        const auto keys = boundKeys(*window);
        QVERIFY(keys.size() > 30);
        QStringList conflicts;
        for (std::size_t i = 0; i < keys.size(); ++i) {
            // Palette and table of keys need its name.
            if (keys[i].name.isEmpty()) {
                conflicts << QStringLiteral("%1 in %2 has no name")
                                 .arg(keys[i].keys.toString(), QLatin1String(keys[i].owner->metaObject()->className()));
            }
            for (std::size_t j = i + 1; j < keys.size(); ++j) {
                if (ambiguous(keys[i], keys[j])) {
                    conflicts
                        << QStringLiteral("%1: %2 and %3").arg(keys[i].keys.toString(), keys[i].name, keys[j].name);
                }
            }
        }
        QVERIFY2(conflicts.isEmpty(), qPrintable(conflicts.join(QLatin1Char('\n'))));
        // The check itself can fail.
        const Bound one{QKeySequence(Qt::Key_F5), QStringLiteral("a"), window.get(), Qt::WindowShortcut};
        const Bound two{QKeySequence(Qt::Key_F5), QStringLiteral("b"), window->pages()[1],
                        Qt::WidgetWithChildrenShortcut};
        QVERIFY(ambiguous(one, two));
        const Bound three{QKeySequence(Qt::Key_F5), QStringLiteral("c"), window->pages()[2],
                          Qt::WidgetWithChildrenShortcut};
        QVERIFY(!ambiguous(two, three));
    }

    void theTableOfKeysIsReadFromTheWindow() {
        const auto window = m_window->open();
        QTest::keyClick(window.get(), Qt::Key_Slash, Qt::ControlModifier);
        auto* dialog = window->findChild<KeyTableDialog*>();
        QVERIFY(dialog != nullptr);
        QStringList all;
        for (const KeyGroup& group : dialog->groups()) {
            for (const KeyLine& line : group.lines) {
                QVERIFY2(!line.keys.isEmpty() && !line.meaning.isEmpty(), qPrintable(group.title + line.meaning));
                all << line.meaning;
            }
        }
        for (const Bound& bound : boundKeys(*window)) {
            QVERIFY2(all.contains(plainCommandText(bound.name)), qPrintable(bound.name));
        }
        QTest::keyClicks(dialog->field(), QStringLiteral("full scr"));
        QCOMPARE(dialog->table()->topLevelItemCount(), 1);
        QCOMPARE(dialog->table()->topLevelItem(0)->child(0)->text(1), QStringLiteral("F11"));
        const QTemporaryDir folder;
        QVERIFY(dialog->writePdf(folder.filePath(QStringLiteral("keys.pdf"))));
        QVERIFY(keyTableHtml({{QStringLiteral("<b>"), {{QStringLiteral("&"), QStringLiteral("<i>")}}}})
                    .contains(QLatin1String("&lt;i&gt;")));
        dialog->reject();
    }

    void editUndoTakesBackWhatThePageCan() {
        const auto window = m_window->open();
        QMenu* edit = nullptr;
        for (QAction* action : window->menuBar()->actions()) {
            edit = plainCommandText(action->text()) == QLatin1String("Edit") ? action->menu() : edit;
        }
        QVERIFY(edit != nullptr);
        QAction* undo = edit->actions().front();
        window->showPage(1);
        auto* field = qobject_cast<FeaturesPage*>(window->pages()[1])->filterLine()->edit();
        field->setFocus();
        Q_EMIT edit->aboutToShow();
        QVERIFY(!undo->isEnabled());
        QTest::keyClicks(field, QStringLiteral("sorry"));
        Q_EMIT edit->aboutToShow();
        QVERIFY(undo->isEnabled());
        undo->trigger();
        QCOMPARE(field->text(), QString());
    }

    void pictures() {
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            ThemeManager::instance().setMode(mode);
            for (const double scale : {1.0, 1.5}) {
                ThemeManager::instance().setTextScale(scale);
                const auto window = m_window->open();
                window->guide()->setOwnTextScale(scale);
                const QString end = QStringLiteral("-%1-%2")
                                        .arg(mode == ThemeMode::Dark ? QStringLiteral("dark") : QStringLiteral("light"))
                                        .arg(scale * 100);
                CommandPalette* palette = openPalette(*window);
                check::saveShot(*window, QStringLiteral("palette") + end);
                QTest::keyClicks(palette->field(), QStringLiteral("sorry"));
                QTRY_VERIFY(palette->model()->rowCount() > 4);
                QTest::qWait(100);
                check::saveShot(*window, QStringLiteral("palette-search") + end);
                palette->closePalette();
                window->guide()->showKeys();
                auto* dialog = window->findChild<KeyTableDialog*>();
                QTest::qWait(30);
                check::saveShot(*dialog, QStringLiteral("keys") + end);
                dialog->reject();
            }
        }
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().setTextScale(1.0);
    }

private:
    static CommandPalette* openPalette(MainWindow& window) {
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        CommandPalette* palette = window.guide()->palette();
        if (!palette->isVisible() || !palette->field()->hasFocus()) {
            qFatal("the palette did not open");
        }
        return palette;
    }
    static int titled(const CommandPalette* palette, const QString& title) {
        for (int row = 0; row < palette->model()->rowCount(); ++row) {
            if (palette->model()->entryAt(row)->title == title) {
                return row;
            }
        }
        return -1;
    }

    std::unique_ptr<check::GuideWindow> m_window;
};

QTEST_MAIN(GuidePaletteTest)
#include "guide_palette_test.moc"
