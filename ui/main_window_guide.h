// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"
#include "ui/guide/palette_entry.h"
#include "ui/guide/workspace_search.h"

#include <QObject>
#include <QPointer>
#include <map>
#include <memory>
#include <vector>

class QAction;
class QMenu;
class QMenuBar;
class QScrollArea;
class QSettings;
class QVBoxLayout;

namespace saferscope {

class CausalPage;
class CommandPalette;
class ExperimentsPage;
class FeaturesPage;
class KeyTableDialog;
class MainWindow;
class PlaygroundPage;
class Sidebar;
class StoryBar;
class Tour;
struct StoryInputs;
struct StoryStep;

/// What leads through the window without being part of any page: the command palette, Edit > Undo, the table of keys,
/// the tour and the presentation. Belongs to its window and lives as long.
class WindowGuide : public QObject {
    Q_OBJECT

public:
    /// `column`: where the strip of the presentation goes, below the pages.
    WindowGuide(MainWindow& window, QSettings& settings, Sidebar& sidebar, QVBoxLayout& column);
    ~WindowGuide() override;

    void makeEditMenu(QMenuBar* bar);
    void addToView(QMenu* menu);
    void addToHelp(QMenu* menu);
    /// Another workspace is open, or none.
    void workspaceChanged();

    void openPalette();
    CommandPalette* palette() const { return m_palette; }
    WorkspaceSearch* search() const { return m_search; }

    void showKeys();

    /// Does nothing without a workspace but say so.
    void startTour();
    /// Once, when somebody new to the program has the demo before them.
    void offerTour();
    Tour* tour() const { return m_tour; }

    bool presenting() const { return m_presenting; }
    /// Ends as it began: size of the text, full screen and sidebar are put back, and none of it is ever in the
    /// settings.
    void setPresenting(bool on);
    StoryBar* storyBar() const { return m_bar; }
    /// The zoom that people chose, without what the presentation adds.
    double ownTextScale() const;
    void setOwnTextScale(double scale);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::vector<PaletteEntry> entries();
    void addCommands(std::vector<PaletteEntry>& entries);
    void addPlaces(std::vector<PaletteEntry>& entries);
    void addThings(std::vector<PaletteEntry>& entries);
    void addFeatureSets(std::vector<PaletteEntry>& entries, FeaturesPage& page);
    void addPairLists(std::vector<PaletteEntry>& entries, PlaygroundPage& page);
    void addKeptResults(std::vector<PaletteEntry>& entries, CausalPage& page);
    void addRuns(std::vector<PaletteEntry>& entries, ExperimentsPage& page);
    void searchFor(const QString& typed);
    void takeFound(const QString& typed, const std::vector<SearchHit>& hits);
    PaletteEntry featureEntry(FeatureId feature) const;
    PaletteEntry sweepEntry(const SearchHit& hit);
    QString whyNot(const QString& place) const;
    void undo(bool forward);
    void renewEditMenu();
    void gatherStory();
    void showStep(const StoryStep& step);
    void scrollTo(QWidget* widget);
    void scrollBack();

    MainWindow& m_window;
    QSettings& m_settings;
    Sidebar& m_sidebar;
    CommandPalette* m_palette = nullptr;
    WorkspaceSearch* m_search = nullptr;
    Tour* m_tour = nullptr;
    StoryBar* m_bar = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QAction* m_present = nullptr;
    QAction* m_reveal = nullptr;
    QPointer<KeyTableDialog> m_keys;
    bool m_presenting = false;
    double m_scaleBefore = 1.0;
    std::map<QScrollArea*, int> m_scrolled;  ///< by the walk, from where; the areas live as long as the pages
    Qt::WindowStates m_statesBefore;
    std::shared_ptr<StoryInputs> m_gathered;
    std::unique_ptr<BackgroundTask> m_reading;  ///< last: it writes into what it was given, and is waited for
};

}  // namespace saferscope
