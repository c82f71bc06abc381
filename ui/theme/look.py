"""Putting a theme on Fusion, the program's style: a palette and one small style sheet, from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ikm_desktop.resources import resource
from ui.theme import tokens as t
from ui.theme.tokens import DARK, LIGHT, Tokens

SYSTEM, LIGHT_MODE, DARK_MODE = "sistem", "terang", "gelap"
MODES = (SYSTEM, LIGHT_MODE, DARK_MODE)

_FAMILY = "Noto Sans"


class Look(QObject):
    """The look of the running program; `changed` tells that colours or text size are others now."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self.mode = SYSTEM
        self.scale = 100
        for weight in ("Regular", "Bold"):
            QFontDatabase.addApplicationFont(str(resource(f"fonts/NotoSans-{weight}.ttf")))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self.apply()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return DARK if self._is_dark() else LIGHT

    def set_mode(self, mode: str) -> None:
        """Follow the system, or be light or dark."""
        self.mode = mode
        self.apply()

    def set_scale(self, per_cent: int) -> None:
        """Set the size of text, 90 to 150 %."""
        self.scale = min(max(per_cent, 90), 150)
        self.apply()

    def step(self, per_cent: int) -> None:
        """Make text larger or smaller by so much."""
        self.set_scale(self.scale + per_cent)

    def set_both(self, mode: str, per_cent: int) -> None:
        """Set mode and size of text at once."""
        if (mode, per_cent) != (self.mode, self.scale):
            self.mode, self.scale = mode, min(max(per_cent, 90), 150)
            self.apply()

    def apply(self) -> None:
        """Put the look on the whole program."""
        font = QFont(_FAMILY)
        font.setPixelSize(round(t.BODY * self.scale / 100))
        self._application.setFont(font)
        self._application.setPalette(palette(self.tokens))
        self._application.setStyleSheet(style_sheet(self.tokens, self.scale))
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self.mode == SYSTEM:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self.mode == DARK_MODE

    def _system_changed(self) -> None:
        if self.mode == SYSTEM:
            self.apply()


def palette(tokens: Tokens) -> QPalette:
    """Return the Qt palette of a theme; where it is dark, the base is lighter or checkboxes vanish."""
    found = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.bg,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.alt,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.err,
        QPalette.ColorRole.Highlight: tokens.sel,
        QPalette.ColorRole.HighlightedText: tokens.text,
        QPalette.ColorRole.ToolTipBase: tokens.surface,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Link: tokens.primary,
        QPalette.ColorRole.Mid: tokens.hairline,
        QPalette.ColorRole.Accent: tokens.primary,
    }
    for role, colour in roles.items():
        found.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        found.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return found


def style_sheet(tokens: Tokens, scale: int = 100) -> str:
    """Return the one style sheet of the window."""

    def px(size: int) -> str:
        return f"{round(size * scale / 100)}px"

    return f"""
QWidget#frame, QMainWindow {{ background: {tokens.bg}; }}
QMenuBar {{ background: {tokens.surface}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 5px 9px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {tokens.sel}; }}
QMenu {{ background: {tokens.surface}; border: 1px solid {tokens.hairline}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; }}
QMenu::item:selected {{ background: {tokens.sel}; color: {tokens.text}; }}
QMenu::separator {{ height: 1px; background: {tokens.hairline}; margin: 4px 8px; }}
QLabel[role="title"] {{ font-size: {px(t.TITLE)}; font-weight: 700; }}
QLabel[role="section"] {{ font-size: {px(t.SECTION)}; font-weight: 700; }}
QLabel[role="muted"] {{ color: {tokens.muted}; }}
QLabel[role="problem"] {{ color: {tokens.err}; }}
QLabel[role="strong"] {{ font-weight: 700; }}
QLabel[role="figure"] {{ font-size: {px(t.FIGURE)}; font-weight: 700; color: {tokens.primary}; }}
QFrame[role="card"] {{ background: {tokens.surface}; border: 1px solid {tokens.hairline};
  border-radius: 6px; }}
QFrame[role="due"] {{ border: 0; border-bottom: 1px solid {tokens.hairline}; }}
QWidget[role="drawer"] {{ background: {tokens.bg}; border-left: 1px solid {tokens.edge}; padding: 8px; }}
QFrame[role="bar"] {{ background: {tokens.surface}; border: 0; }}
QPushButton {{ background: {tokens.surface}; border: 1px solid {tokens.edge}; border-radius: 4px;
  padding: 4px 12px; min-height: 22px; color: {tokens.text}; }}
QPushButton:hover {{ background: {tokens.sel}; }}
QPushButton:focus, QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QSpinBox:focus, QDateEdit:focus {{
  border: 2px solid {tokens.focus}; }}
QPushButton[role="primary"] {{ background: {tokens.primary}; color: {tokens.on_primary};
  border-color: {tokens.primary}; font-weight: 700; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {tokens.focus}; }}
QPushButton[role="chip"] {{ border-radius: 13px; padding: 2px 11px; min-height: 20px; }}
QPushButton[role="chip"]:checked {{ background: {tokens.sel}; border-color: {tokens.primary}; }}
QPushButton[role="link"] {{ border: 0; color: {tokens.primary}; padding: 2px 4px; background: transparent; }}
QPushButton[role="status"] {{ border: 0; border-radius: 4px; padding: 1px 8px; min-height: 18px;
  color: {tokens.muted}; background: transparent; }}
QPushButton[role="status"]:hover {{ background: {tokens.sel}; }}
QPushButton[role="status"]:focus {{ border: 2px solid {tokens.focus}; }}
QPushButton[role="link"]:focus {{ border: 2px solid {tokens.focus}; }}
QToolButton[role="tab"] {{ border: 0; border-bottom: 3px solid transparent; padding: 6px 10px 5px 10px;
  color: {tokens.muted}; background: transparent; }}
QToolButton[role="tab"]:checked {{ color: {tokens.primary}; border-bottom-color: {tokens.primary};
  font-weight: 700; }}
QToolButton[role="tab"]:hover {{ background: {tokens.sel}; }}
QToolButton[role="tab"]:focus {{ border: 2px solid {tokens.focus}; }}
QToolButton[role="menu"] {{ background: {tokens.surface}; border: 1px solid {tokens.edge}; border-radius: 4px;
  padding: 4px 20px 4px 8px; min-height: 22px; color: {tokens.text}; }}
QToolButton[role="menu"]:hover {{ background: {tokens.sel}; }}
QToolButton[role="menu"]:focus {{ border: 2px solid {tokens.focus}; }}
QToolButton[role="menu"]::menu-indicator {{
  image: url({resource(f"icons/arrow-{tokens.muted[1:].lower()}.svg").as_posix()});
  width: 12px; height: 12px; subcontrol-position: right center; right: 5px; }}
QLineEdit, QComboBox, QPlainTextEdit, QSpinBox, QDateEdit {{ background: {tokens.surface};
  border: 1px solid {tokens.edge}; border-radius: 4px; padding: 3px 8px; min-height: 22px;
  selection-background-color: {tokens.sel}; selection-color: {tokens.text}; }}
QComboBox::drop-down {{ border: 0; width: 22px; }}
QComboBox::down-arrow {{ image: url({resource(f"icons/arrow-{tokens.muted[1:].lower()}.svg").as_posix()});
  width: 14px; height: 14px; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: 0; padding: 0; min-height: 0;
  background: transparent; }}
QLineEdit[state="bad"], QComboBox[state="bad"] {{ border: 2px solid {tokens.err}; }}
QLineEdit[state="bad"]:focus, QComboBox[state="bad"]:focus {{
    border: 2px solid {tokens.focus}; background: {tokens.err_bg}; }}
QTableView {{ background: {tokens.surface}; alternate-background-color: {tokens.alt};
  border: 1px solid {tokens.hairline}; gridline-color: {tokens.hairline};
  selection-background-color: {tokens.sel}; selection-color: {tokens.text}; outline: 0; }}
QTableView::item:focus {{ border: 2px solid {tokens.focus}; }}
QHeaderView::section {{ background: {tokens.alt}; border: 0; border-right: 1px solid {tokens.hairline};
  border-bottom: 1px solid {tokens.hairline}; padding: 4px 6px; font-weight: 700; }}
QStatusBar {{ background: {tokens.surface}; border-top: 1px solid {tokens.hairline}; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QLabel {{ color: {tokens.muted}; padding: 0 6px; }}
QCheckBox::indicator, QListView::indicator, QTableView::indicator {{ width: 14px; height: 14px;
  border: 1px solid {tokens.edge}; border-radius: 3px; background: {tokens.surface}; }}
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {{
  background: {tokens.primary}; border-color: {tokens.primary};
  image: url({resource(f"icons/check-{tokens.on_primary[1:].lower()}.svg").as_posix()}); }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 1px solid {tokens.edge}; border-radius: 7px;
  background: {tokens.surface}; }}
QRadioButton::indicator:checked {{ width: 4px; height: 4px; border: 5px solid {tokens.primary};
  background: {tokens.on_primary}; }}
QCheckBox::indicator:focus, QRadioButton::indicator:focus {{ border-color: {tokens.focus}; }}
QScrollArea {{ border: 0; background: transparent; }}
QFrame[role="refusal"] {{ background: {tokens.err_bg}; border: 1px solid {tokens.err};
  border-radius: 6px; }}
QFrame[role="refusal"] QLabel {{ color: {tokens.err}; }}
QFrame[role="toast"] {{ background: {tokens.text}; border-radius: 6px; }}
QFrame[role="toast"] QLabel {{ color: {tokens.surface}; }}
QPushButton[role="toast"] {{ background: {tokens.text}; color: {tokens.surface};
  border: 1px solid {tokens.surface}; font-weight: 700; padding: 1px 10px; min-height: 20px; }}
QPushButton[role="toast"]:hover {{ background: {tokens.muted}; }}
QPushButton[role="toast"]:focus {{ border: 2px solid {tokens.focus}; }}
QFrame[role="notice"] {{ background: {tokens.warn_bg}; border-radius: 6px; }}
QFrame[role="notice"] QLabel {{ color: {tokens.warn}; }}
{pills(tokens)}"""


def pills(tokens: Tokens) -> str:
    """Return the rules of pills that stand outside of tables: `pill` names the token of their colours."""
    return "".join(
        f"""QFrame[pill="{name}"] {{ background: {getattr(tokens, f"{name}_bg")}; border-radius: 10px; }}
QFrame[pill="{name}"] QLabel {{ color: {getattr(tokens, name)}; }}
"""
        for name in ("ok", "info", "warn", "err", "void", "neutral")
    )
