// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QRect>
#include <QWidget>
#include <functional>
#include <vector>

class QPushButton;

namespace saferscope {

class Label;

/// One stop of the first-run tour.
struct TourStep {
    QString title;
    QString text;
    std::function<void()> prepare;     ///< brings what is spoken of to the front; may be empty
    std::function<QWidget*()> target;  ///< what the bubble points at; null = the window as a whole
};

/// Where a bubble of `size` goes so that it lies inside `window` and does not cover `target`: below it, above it, right
/// or left of it, whichever comes first with room. Where none has room it takes the corner that covers least.
QRect bubblePlace(const QRect& target, const QSize& size, const QRect& window);

/// Walks through the window, one bubble at a time; what it speaks of has a frame and stays usable. Enter, Space or
/// Right goes on, Left back, Esc ends. Nothing moves by itself. A child of the window that it explains.
class Tour : public QWidget {
    Q_OBJECT

public:
    explicit Tour(QWidget* window);
    void start(std::vector<TourStep> steps);
    void end();
    bool running() const { return !m_steps.empty(); }
    int step() const { return m_step; }
    QRect bubble() const { return geometry(); }
    QWidget* target() const { return m_target; }
    QString text() const;

Q_SIGNALS:
    /// `whole`: it was seen to its end.
    void ended(bool whole);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    class Frame;
    void go(int steps);
    void show(int step);
    void place();

    QWidget* const m_window;
    std::vector<TourStep> m_steps;
    int m_step = 0;
    QPointer<QWidget> m_target;
    QPointer<QWidget> m_before;
    Frame* m_frame = nullptr;
    Label* m_title = nullptr;
    Label* m_text = nullptr;
    Label* m_progress = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_next = nullptr;
};

}  // namespace saferscope
